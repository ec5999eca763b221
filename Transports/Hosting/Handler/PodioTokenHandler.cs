using System.Net;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Adds <c>Authorization: OAuth2 …</c> to calls of Podio's API (PODIO 5.1), and renews a token that Podio rejects.</summary>
/// <remarks>
/// <para>A request gets the token only if its origin is allowed and it has no <c>Authorization</c> header of its own; any other request
/// passes unchanged. The header is removed from the message after the call, so that code that prints the message doesn't print a
/// token.</para>
/// <para>If a 401 says that the token isn't valid (PODIO 4.12 to 4.14), the source is notified, which renews the token only if it is still
/// the current one. If its body can be sent twice, the request is then sent once more with the new token, to the same address, and that
/// reply is returned. The handler waits at most 5 seconds for the body of a 401. After a 420 or 429, the source requests no token until the
/// wait is over (PODIO 4.10); the reply is returned as soon as its headers have arrived. Further calls are sent nevertheless, unless
/// <see cref="PodioTokenHandlerOptions.HoldBack"/> makes them wait.</para>
/// <para>If there is no token, nothing is sent and a <see cref="TokenUnavailableException"/> with the reason is thrown.</para>
/// <para>Put a retry handler of your own outside of this one, so that each attempt gets the current token. Inside it would repeat a call
/// with the token that was just rejected. A <see cref="TokenUnavailableException"/> isn't an <see cref="HttpRequestException"/>, so that
/// such handlers don't retry it or open a circuit for it by default.</para>
/// <para>An inner handler that changes the address or the header, or sends a message of its own without them, turns renewal off, because
/// the reply doesn't concern the token.</para>
/// <para>A token is sent over plain http to loopback only, and never through a proxy that the program or its environment
/// (<c>http_proxy</c>) sets for all clients: a call that would go through <see cref="HttpClient.DefaultProxy"/> fails with an
/// <see cref="InvalidOperationException"/>. Use the handler of <see cref="HttpClientTransport.CreateHandler"/> as the innermost one, or a
/// handler whose <see cref="SocketsHttpHandler.Proxy"/> you choose: what that proxy gets is up to you.</para>
/// <para>A call that needs a token can only be sent asynchronously: <see cref="HttpClient.Send(HttpRequestMessage)"/> throws for it, and
/// sends any other.</para>
/// </remarks>
public sealed class PodioTokenHandler : DelegatingHandler
{
    /// <summary>The source for a request that must not be sent with another source's token, whichever source the handler would
    /// use.</summary>
    internal static readonly HttpRequestOptionsKey<TokenSource> SourceOfCall = new(typeof(PodioTokenHandler).FullName!);

    private readonly Lazy<TokenHandlerSetup> _setup;
    private volatile TokenHeader? _header;

    /// <summary>Creates a handler for one source, or for one source per tenant.</summary>
    /// <param name="source">Returns the request's source; called once per request. The source isn't disposed with the handler.</param>
    /// <param name="options">Where the token is sent; null for the public API only.</param>
    /// <exception cref="ArgumentException">An allowed origin is neither https nor http to loopback.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number in the options is negative, or
    /// <see cref="PodioTokenHandlerOptions.HoldBack"/> is above <see cref="int.MaxValue"/> milliseconds.</exception>
    public PodioTokenHandler(Func<HttpRequestMessage, TokenSource> source, PodioTokenHandlerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _setup = new(new TokenHandlerSetup(source, options ?? new PodioTokenHandlerOptions(), observer: null));
    }

    /// <summary>Creates a handler that its first request sets up, or the next one if that fails: a client factory would cache the exception
    /// of a handler that couldn't be created.</summary>
    internal PodioTokenHandler(Func<TokenHandlerSetup> setup) => _setup = new(setup, LazyThreadSafetyMode.PublicationOnly);

    private TokenHandlerSetup Setup => _setup.Value;

    /// <inheritdoc/>
    /// <exception cref="TokenUnavailableException">There is no token.</exception>
    /// <exception cref="InvalidOperationException">The token would be sent to a proxy.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return NeedsToken(request) ? SendWithTokenAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The request needs a token, and getting one may require waiting.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return NeedsToken(request)
            ? throw new NotSupportedException(
                $"A request to {request.RequestUri!.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} needs a Podio "
                + "token, and getting one may require waiting. Use SendAsync instead of Send.")
            : base.Send(request, cancellationToken);
    }

    // Not if the request has its own Authorization header, even an invalid one.
    private bool NeedsToken(HttpRequestMessage request) =>
        Setup.Origins.Allow(request.RequestUri) && !request.Headers.NonValidated.Contains("Authorization");

    private async Task<HttpResponseMessage> SendWithTokenAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var source = (request.Options.TryGetValue(SourceOfCall, out var required) ? required : Setup.Source(request))
            ?? throw new InvalidOperationException("The function that selects the token source of a request returned null.");
        if (Setup.HoldBack is { } longest && source.CallsLimitedUntil is not null)
        {
            await HoldBackAsync(source, longest, cancellationToken).ConfigureAwait(false);
        }

        var body = request.Content;
        var isReplayable = body is null
            || await ReplayableBody.PrepareAsync(body, Setup.MaxBufferedBody, cancellationToken).ConfigureAwait(false);
        for (var isReplay = false; ; isReplay = true)
        {
            var token = TokenOf(await source.GetTokenAsync(cancellationToken).ConfigureAwait(false));
            if (isReplay)
            {
                request.Content = body; // An inner handler may have replaced it, as one that compresses does, and would do so again.
                Setup.Observer?.Invoke(ApiCall.Replayed);
            }

            var (address, header) = (CheckedAddress(request), HeaderOf(token));
            HttpResponseMessage response;
            header.SetOn(request);
            try
            {
                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (!header.IsAnsweredBy(response, request, address))
                {
                    return response;
                }
            }
            finally
            {
                TokenHeader.RemoveFrom(request);
            }

            Setup.Observer?.Invoke(ApiCall.Of(response));
            var isRefused = IsOfInterest(response)
                && await IsRefusedAsync(response, source, token, cancellationToken).ConfigureAwait(false);
            if (!isRefused || !isReplayable || isReplay)
            {
                return response;
            }

            response.Dispose();
        }
    }

    // A call that Podio would reject isn't sent. If another limit applies when the first one ends, the call waits for it as well, within
    // the same bound.
    private async Task HoldBackAsync(TokenSource source, TimeSpan longest, CancellationToken cancellationToken)
    {
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

    private static Token TokenOf(Either<TokenSourceError, Token> answer) => answer.Match(
        Right: token => token,
        Left: error => throw new TokenUnavailableException(error));

    private Uri CheckedAddress(HttpRequestMessage request) =>
        !Setup.BypassesDefaultProxy && DirectRoute.IsProxied(InnerHandler, request.RequestUri!)
            ? throw new InvalidOperationException(DirectRoute.RefusedCall)
            : request.RequestUri!;

    // The last one is kept: calls in a row usually have the same token.
    private TokenHeader HeaderOf(Token token) => _header is { } last && last.IsOf(token) ? last : _header = new TokenHeader(token);

    private static bool IsOfInterest(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests or (HttpStatusCode)420;

    // Reports to the source what the reply says about its token.
    private async Task<bool> IsRefusedAsync(
        HttpResponseMessage response, TokenSource source, Token token, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            LimitMet(response, source);
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

    // A wait in the header takes precedence. Podio states it in the body (PODIO 4.10), which no caller has to wait for.
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
            try
            {
                Setup.Observer?.Invoke(ApiCall.RateLimited); // First, because the source's own event is logged by another thread.
            }
            finally
            {
                source.ReportRateLimited(limited.Facts.RetryAfter); // Even if the observer throws.
            }
        }
    }
}
