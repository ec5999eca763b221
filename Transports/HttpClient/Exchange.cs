using System.Collections.Concurrent;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Posts a body to an address through some client, and gives the reply as soon as its headers have come.</summary>
internal delegate Task<HttpResponseMessage> Post(Uri address, SingleUseContent content, CancellationToken cancellationToken);

/// <summary>One request and its reply, within bounds: what transports over any <see cref="HttpClient"/> share.</summary>
/// <param name="endpoint">Where the requests go.</param>
/// <param name="options">The bounds.</param>
/// <param name="post">Sends one.</param>
/// <param name="clientTimeout">What the client allows at the time; here it covers the body too, not only the headers.</param>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class Exchange(PodioEndpoint endpoint, TransportOptions options, Post post, Func<TimeSpan> clientTimeout)
{
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal); // As many as FormRequest has paths.
    private readonly Deadline.Pool _deadlines = new();

    /// <summary>Sends the request once and reads the whole reply.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The caller's.</param>
    internal async Task<Either<OAuthError, HttpReply>> RunAsync(FormRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var address = AddressOf(request);
        var content = new SingleUseContent(request, address);
        using var deadline = _deadlines.Start(Deadline.Shorter(options.Timeout, clientTimeout()), cancellationToken);
        try
        {
            using var response = await post(address, content, deadline.Token).ConfigureAwait(false);
            return IsReplyTo(address, response)
                ? await ReplyReader.ReadAsync(response, options.MaxReplyBytes, deadline.Token).ConfigureAwait(false)
                : OAuthError.Unreachable(UnreachableReason.Redirected, content.WasUsed);
        }
        catch (Exception exception) when (content.WasAskedAgain || content.WasDiverted || FailureClassifier.IsFailure(exception))
        {
            // The caller's wish comes first, also where the time ran out as well. Made anew: a client's exception has a token of its own.
            cancellationToken.ThrowIfCancellationRequested();
            var reason = content.WasDiverted ? UnreachableReason.Redirected
                : content.WasAskedAgain ? UnreachableReason.SecondSend
                : deadline.Token.IsCancellationRequested ? UnreachableReason.Timeout
                : FailureClassifier.ReasonOf(exception);
            return OAuthError.Unreachable(reason, content.WasUsed);
        }
    }

    // A client that follows a redirect leaves the last address, and GET after a 302, in the message.
    private static bool IsReplyTo(Uri address, HttpResponseMessage response) =>
        response.RequestMessage is not { RequestUri: { } answered } message
        || (address.Equals(answered) && message.Method == HttpMethod.Post);

    private Uri AddressOf(FormRequest request) =>
        _addresses.GetOrAdd(request.Path, static (_, sent) => sent.endpoint.AddressOf(sent.request), (endpoint, request));
}
