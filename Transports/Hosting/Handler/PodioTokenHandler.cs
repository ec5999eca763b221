using System.Net;

namespace PodioOAuth.Functional;

/// <summary>Adds <c>Authorization: OAuth2 …</c> to calls of Podio's API (PODIO 5.1), and renews a token that Podio refused.</summary>
/// <remarks>
/// <para>A request gets the token only where its origin is allowed and it has no <c>Authorization</c> of its own; any other passes as it
/// is. When the call is over, the header is taken off the message, so that nothing that prints the message prints a token.</para>
/// <para>On a 401 that says that the token is no good (PODIO 4.12 to 4.14) the source is told, which renews it only where it is still the
/// current one, and the request is sent once more with the new token, to the same address, if its body can be sent twice. Whatever comes
/// then is the answer. What a 401 says is waited for, 5 seconds at most. A 420 or 429 makes the source ask for nothing until the wait is
/// over (PODIO 4.10); the reply is the answer, given as soon as its headers have come. Further calls are sent all the same, unless
/// <see cref="PodioTokenHandlerOptions.HoldBack"/> says that they wait.</para>
/// <para>Where there is no token nothing is sent, and a <see cref="TokenUnavailableException"/> says why.</para>
/// <para>With a retry handler of yours: put it outside of this one, so that each of its attempts gets the token that is current. Inside it
/// would repeat a call with the token that was just refused. A <see cref="TokenUnavailableException"/> is no
/// <see cref="HttpRequestException"/>, so that no such handler repeats it or opens a circuit for it by default.</para>
/// <para>A handler below that rewrites the address or the message switches renewal off: what comes back is another message's answer.</para>
/// <para>A token goes over plain http to loopback alone, and then through no proxy that the program or its environment
/// (<c>http_proxy</c>) sets for all clients: a call that <see cref="HttpClient.DefaultProxy"/> would get is refused with an
/// <see cref="InvalidOperationException"/>. Put <see cref="HttpClientTransport.CreateHandler"/>'s at the bottom, or one whose
/// <see cref="SocketsHttpHandler.Proxy"/> you choose: what that one gets is up to you.</para>
/// <para>A call that needs a token is sent asynchronously only: <see cref="HttpClient.Send(HttpRequestMessage)"/> refuses it, and sends any
/// other.</para>
/// </remarks>
public sealed class PodioTokenHandler : DelegatingHandler
{
    /// <summary>The source of a request that must not go with the token of another, whichever the handler would take.</summary>
    internal static readonly HttpRequestOptionsKey<TokenSource> SourceOfCall = new(typeof(PodioTokenHandler).FullName!);

    private readonly Lazy<TokenHandlerSetup> _setup;

    /// <summary>A handler over one source, or over one for each tenant.</summary>
    /// <param name="source">Gives the request's source; called once a request. The source is not disposed with the handler.</param>
    /// <param name="options">Where the token goes; null for the public API alone.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentException">An allowed origin is neither https nor http to loopback.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is below zero, or
    /// <see cref="PodioTokenHandlerOptions.HoldBack"/> is above <see cref="int.MaxValue"/> milliseconds.</exception>
    public PodioTokenHandler(Func<HttpRequestMessage, TokenSource> source, PodioTokenHandlerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _setup = new(new TokenHandlerSetup(source, options ?? new PodioTokenHandlerOptions(), observer: null));
    }

    /// <summary>A handler that is set up by its first request, and by the next one where that fails: a factory of clients keeps for ever
    /// the exception of a handler that could not be made.</summary>
    internal PodioTokenHandler(Func<TokenHandlerSetup> setup) => _setup = new(setup, LazyThreadSafetyMode.PublicationOnly);

    private TokenHandlerSetup Setup => _setup.Value;

    /// <inheritdoc/>
    /// <exception cref="TokenUnavailableException">There is no token.</exception>
    /// <exception cref="InvalidOperationException">A proxy would get the token.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return NeedsToken(request) ? SendWithTokenAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The request needs a token, which may have to be waited for.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return NeedsToken(request)
            ? throw new NotSupportedException(
                $"A request to {request.RequestUri!.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} needs a Podio "
                + "token, which may have to be waited for. Send it asynchronously: use SendAsync instead of Send.")
            : base.Send(request, cancellationToken);
    }

    // Not beside an Authorization of its own, even one that nobody can parse.
    private bool NeedsToken(HttpRequestMessage request) =>
        Setup.Origins.Allow(request.RequestUri) && !request.Headers.NonValidated.Contains("Authorization");

    private async Task<HttpResponseMessage> SendWithTokenAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var source = request.Options.TryGetValue(SourceOfCall, out var required) ? required : Setup.Source(request);
        await HoldBackAsync(source, cancellationToken).ConfigureAwait(false);
        var isReplayable = await ReplayableBody.PrepareAsync(
            request.Content, Setup.MaxBufferedBody, cancellationToken).ConfigureAwait(false);
        var token = await TokenAsync(source, cancellationToken).ConfigureAwait(false);
        var (response, isOfToken) = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (!isOfToken || !await IsRefusedAsync(response, source, token, cancellationToken).ConfigureAwait(false) || !isReplayable)
        {
            return response;
        }

        response.Dispose();
        var renewed = await TokenAsync(source, cancellationToken).ConfigureAwait(false);
        Setup.Observer?.Invoke(ApiCall.Replayed);
        var (second, isOfRenewed) = await SendAsync(request, renewed, cancellationToken).ConfigureAwait(false);
        if (isOfRenewed)
        {
            await IsRefusedAsync(second, source, renewed, cancellationToken).ConfigureAwait(false);
        }

        return second;
    }

    // A call that Podio would refuse is not sent. Another limit may be met by the time that one ends: it is waited out as well, within the
    // same bound.
    private async Task HoldBackAsync(TokenSource source, CancellationToken cancellationToken)
    {
        if (Setup.HoldBack is not { } longest || source.CallsLimitedUntil is null)
        {
            return;
        }

        Setup.Observer?.Invoke(ApiCall.HeldBack);
        var (time, begun) = (source.Time, Elapsed.Since(source.Time));
        while (source.CallsLimitedUntil is { } until)
        {
            var wait = until - time.GetUtcNow();
            if (wait > longest - begun.Time(time))
            {
                throw new TokenUnavailableException(TokenSourceError.CoolingDown(until));
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<Token> TokenAsync(TokenSource source, CancellationToken cancellationToken) =>
        (await source.GetTokenAsync(cancellationToken).ConfigureAwait(false)).Match(
            Right: token => token,
            Left: error => throw new TokenUnavailableException(error));

    // Besides the reply, whether it speaks of the token. After a redirect it does not, wherever that led: .NET takes the header off the
    // message.
    private async Task<(HttpResponseMessage Response, bool IsOfToken)> SendAsync(
        HttpRequestMessage request, Token token, CancellationToken cancellationToken)
    {
        if (!Setup.BypassesDefaultProxy && DirectRoute.IsProxied(InnerHandler, request.RequestUri!))
        {
            throw new InvalidOperationException(DirectRoute.RefusedCall);
        }

        var (address, header) = (request.RequestUri, token.RevealAuthenticationHeader());
        request.Headers.Authorization = header;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var sent = response.RequestMessage ?? request; // A handler below may have sent a message of its own.
            var isOfToken = request.RequestUri == address && sent.RequestUri == address
                && header.Equals(request.Headers.Authorization) && header.Equals(sent.Headers.Authorization);
            sent.Headers.Authorization = null;
            return (response, isOfToken);
        }
        finally
        {
            request.Headers.Authorization = null;
        }
    }

    // Tells the source what the reply says of its token.
    private async Task<bool> IsRefusedAsync(
        HttpResponseMessage response, TokenSource source, Token token, CancellationToken cancellationToken)
    {
        Setup.Observer?.Invoke(ApiCall.Of(response));
        if (response.StatusCode is HttpStatusCode.TooManyRequests or (HttpStatusCode)420)
        {
            LimitMet(response, source);
            return false;
        }

        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return false;
        }

        var error = ApiReply.ErrorOf(await PeekedReply.ReadAsync(response, source.Time, cancellationToken).ConfigureAwait(false));
        TellLimit(error, source);
        if (error is null || !ApiReply.IsTokenRejected(error))
        {
            return false;
        }

        source.ReportRejected(token.AccessToken);
        Setup.Observer?.Invoke(ApiCall.Refused);
        return true;
    }

    // A wait that the header names is the one that counts. Podio names it in the body (PODIO 4.10), for which nobody has to wait.
    private void LimitMet(HttpResponseMessage response, TokenSource source)
    {
        var head = ApiReply.ErrorOf(ReplyReader.OfHead(response, body: []));
        if (head is RateLimitedError limited
            && limited.Facts.RetryAfter.Match(after: wait => wait > TimeSpan.Zero, at: _ => false, unknown: () => false))
        {
            TellLimit(head, source);
        }
        else
        {
            PeekedReply.Watch(response, source.Time, reply => TellLimit(ApiReply.ErrorOf(reply), source));
        }
    }

    private void TellLimit(OAuthError? error, TokenSource source)
    {
        if (error is RateLimitedError limited)
        {
            source.ReportRateLimited(limited.Facts.RetryAfter);
            Setup.Observer?.Invoke(ApiCall.RateLimited);
        }
    }
}
