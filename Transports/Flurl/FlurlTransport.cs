using System.Runtime.ExceptionServices;
using Flurl;
using Flurl.Http;

namespace PodioOAuth.Functional;

/// <summary>Sends token requests through an <see cref="IFlurlClient"/> of the caller's, and puts tokens on calls.</summary>
public static partial class FlurlTransport
{
    /// <summary>A transport over the client. Safe for concurrent use, as the client is; make one and keep it.</summary>
    /// <remarks>
    /// <para>It behaves as <see cref="HttpClientTransport.Create"/> does, its limits included, and posts our own bytes: Flurl's form helper
    /// finds none under Native AOT. The client is neither changed nor disposed. Its HTTP version (Flurl's own setting, 1.1 by default:
    /// Flurl does not look at the <see cref="HttpClient"/>'s) and its default headers go along, but for the headers that the request has
    /// itself; its redirect settings and its allowed statuses do not.</para>
    /// <para>The client's event handlers run. One that marks an error as handled does not hide it: the error is still the transport's
    /// value. One that throws is a bug of the program's and stays an exception.</para>
    /// <para>Flurl names its own message as the one that was answered. A handler below that answers for another message of its own making
    /// is therefore not noticed here; the framework's redirects, which change the message in place, are.</para>
    /// </remarks>
    /// <param name="client">The client. Its timeout covers the whole exchange, the body included.
    /// <c>new FlurlClient(HttpClientTransport.CreateClient())</c> is a good one.</param>
    /// <param name="endpoint">Where Podio is; by default the public API.</param>
    /// <param name="options">Bounds; by default 1 MiB and the client's own timeout.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null. Also from the transport, for a null request.</exception>
    /// <exception cref="ArgumentException">The client's default headers, its <see cref="HttpClient"/>'s or those that its event handlers
    /// add hold <c>Authorization</c> or <c>Cookie</c>, or it has a base address that is not the endpoint's. Or the endpoint is plain http
    /// to loopback, <see cref="HttpClient.DefaultProxy"/> would get its requests, and the client within is neither of
    /// <see cref="HttpClientTransport.CreateClient"/> nor vouched for by <see cref="TransportOptions.BypassesDefaultProxy"/>. Looked at
    /// again before each send; then the transport throws it.</exception>
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
            clientTimeout: () => Deadline.Shorter(client.Settings.Timeout, client.HttpClient.Timeout)).RunAsync;
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
            return response?.ResponseMessage ?? throw new HttpRequestException("The Flurl client gave no response.");
        }
        catch (FlurlHttpException failure) when (failure is { InnerException: null, Call.HttpResponseMessage: { } response })
        {
            return response; // A handler or a test took the allowed statuses back: any status is a reply all the same.
        }
        catch (FlurlHttpException failure) when (failure.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner); // What happened, without Flurl's record of the call.
            throw;
        }
    }

    // Headers first, then the client: it adds its own only where there is none. Our handlers run after the client's.
    // A string for the address: Flurl takes a Uri apart.
    private static FlurlRequest Request(IFlurlClient client, Uri address, SingleUseContent content)
    {
        var request = new FlurlRequest(new Url(address.AbsoluteUri))
            .WithHeader("Accept", "application/json")
            .WithHeader("Accept-Language", "en")
            .WithHeader("Content-Type", content.Headers.NonValidated["Content-Type"].ToString())
            .AllowAnyHttpStatus()
            .WithAutoRedirect(false);
        request.Settings.Timeout = null; // The exchange's own deadline covers the body as well.
        var guard = new CallGuard(client, content);
        request.EventHandlers.Add((FlurlEventType.BeforeCall, guard));
        request.EventHandlers.Add((FlurlEventType.OnError, guard));
        request.Client = client;
        return request;
    }
}
