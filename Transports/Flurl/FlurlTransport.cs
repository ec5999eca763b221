using System.Runtime.ExceptionServices;
using Flurl;
using Flurl.Http;

namespace PodioOAuth.Functional;

/// <summary>Sends token requests through your <see cref="IFlurlClient"/>, and adds tokens to calls.</summary>
public static partial class FlurlTransport
{
    /// <summary>Creates a transport over the client. It is as safe for concurrent use as the client; create one and keep it.</summary>
    /// <remarks>
    /// <para>It behaves like <see cref="HttpClientTransport.Create"/>, including its limits, and posts its own bytes, because Flurl's form
    /// helper finds no properties under Native AOT. The client is neither changed nor disposed. Its HTTP version (Flurl's own setting, 1.1
    /// by default: Flurl ignores the <see cref="HttpClient"/>'s) and its default headers are used, except for headers that the request sets
    /// itself; its redirect settings and allowed statuses are ignored.</para>
    /// <para>The client's event handlers run. One that marks an error as handled doesn't hide it: the transport still returns the error.
    /// One that throws is a bug in the program, and its exception is passed on.</para>
    /// <para>Flurl reports its own message as the one that was answered. A handler that creates and sends another message is therefore not
    /// noticed here; the framework's redirects, which change the message in place, are.</para>
    /// </remarks>
    /// <param name="client">The client. Its timeout covers the whole exchange, including the body. <c>new
    /// FlurlClient(HttpClientTransport.CreateClient())</c> is a good choice.</param>
    /// <param name="endpoint">Where Podio is; by default the public API.</param>
    /// <param name="options">The limits; by default 1 MiB and the client's own timeout.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null. The transport also throws it for a null
    /// request.</exception>
    /// <exception cref="ArgumentException">The client's default headers, its <see cref="HttpClient"/>'s or those that its event handlers
    /// add contain <c>Authorization</c> or <c>Cookie</c>, or its base address isn't the endpoint's. Or the endpoint uses plain http to
    /// loopback, <see cref="HttpClient.DefaultProxy"/> would receive its requests, and the inner client is neither from
    /// <see cref="HttpClientTransport.CreateClient"/> nor marked with <see cref="TransportOptions.BypassesDefaultProxy"/>. This is checked
    /// again before each request; then the transport throws it.</exception>
    public static Transport Create(IFlurlClient client, PodioEndpoint? endpoint = null, TransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        endpoint ??= PodioEndpoint.Default;
        options ??= TransportOptions.Default;
        FlurlClientRules.Check(client, endpoint, options);
        return new Exchange(
            endpoint,
            options,
            post: (address, content, cancellationToken) => PostAsync(client, endpoint, options, address, content, cancellationToken),
            clientTimeouts: () => new ClientTimeouts(
                Exchange: Deadline.Shorter(client.Settings.Timeout, client.HttpClient.Timeout),
                Headers: Timeout.InfiniteTimeSpan)).RunAsync; // Flurl's client turns its HttpClient's off; another may not even use it.
    }

    private static async Task<HttpResponseMessage> PostAsync(
        IFlurlClient client,
        PodioEndpoint endpoint,
        TransportOptions options,
        Uri address,
        SingleUseContent content,
        CancellationToken cancellationToken)
    {
        FlurlClientRules.Check(client, endpoint, options);
        try
        {
            var response = await Request(client, address, content).SendAsync(
                HttpMethod.Post, content, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return response?.ResponseMessage ?? throw new HttpRequestException("The Flurl client returned no response.");
        }
        catch (FlurlHttpException failure) when (failure is { InnerException: null, Call.HttpResponseMessage: { } response })
        {
            return response; // A handler or a test reset the allowed statuses: any status is still a reply.
        }
        catch (FlurlHttpException failure) when (failure.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner); // The cause, without Flurl's record of the call.
            throw;
        }
    }

    // Our handlers run after the client's. The address is a string because Flurl takes a Uri apart.
    private static FlurlRequest Request(IFlurlClient client, Uri address, SingleUseContent content)
    {
        var request = new FlurlRequest(new Url(address.AbsoluteUri)).AllowAnyHttpStatus().WithAutoRedirect(false);
        request.Settings.Timeout = null; // The exchange's own deadline covers the body as well.
        var guard = new CallGuard(client, content);
        guard.ReplaceDefaults(request);
        request.EventHandlers.Add((FlurlEventType.BeforeCall, guard));
        request.EventHandlers.Add((FlurlEventType.OnError, guard));
        request.Client = client;
        return request;
    }
}
