using System.Globalization;
using PodioOAuth.Functional;

namespace PodioToken.Settings;

/// <summary>A line for each request: method, host, path, status, request ID and time.</summary>
/// <remarks>No query, no header but that one, and no body: secrets are in those.</remarks>
internal sealed class RequestLog : DelegatingHandler
{
    private const string RequestId = "X-Podio-Request-Id";

    private readonly Action<string> _say;
    private readonly TimeProvider _time;

    private RequestLog(Action<string> say, TimeProvider time)
        : base(HttpClientTransport.CreateHandler()) => (_say, _time) = (say, time);

    /// <summary>Returns the innermost handler of a client, which logs requests if there is a log.</summary>
    public static HttpMessageHandler Bottom(Action<string>? say) =>
        say is null ? HttpClientTransport.CreateHandler() : new RequestLog(say, TimeProvider.System);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        try
        {
            var reply = await base.SendAsync(request, cancellationToken);
            var id = reply.Headers.NonValidated.TryGetValues(RequestId, out var values)
                ? new ServerText(values.ToString()).Reveal()
                : "none";
            Say(string.Create(CultureInfo.InvariantCulture, $"{(int)reply.StatusCode}, request ID {id}"));
            return reply;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Say(exception is HttpRequestException failure ? $"no reply ({failure.HttpRequestError})" : "canceled");
            throw;
        }

        void Say(string end) => _say(string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Method} {request.RequestUri!.Authority}{request.RequestUri.AbsolutePath}: {end}, "
            + $"{_time.GetElapsedTime(began).TotalMilliseconds:0} ms"));
    }
}
