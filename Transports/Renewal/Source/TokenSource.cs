using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>A token that is always fresh: asked for once, renewed before it ends, and stored before anybody is given it.</summary>
/// <remarks>
/// <para>Safe for concurrent use by any number of callers. It never has two exchanges under way, and makes at most one that succeeds per
/// expiry. A caller's cancellation ends that caller's wait and nothing else: the exchange and its save belong to the source.</para>
/// <para>While more of its life is left than <see cref="RenewalPolicy.Ahead"/>, a token is served without a lock or an allocation. With
/// less left it is served and renewed in the background; with less than <see cref="RenewalPolicy.Skew"/> callers wait
/// for the new one, and get the old one if that fails while it lives.</para>
/// <para>Disposing waits for an exchange and its save, up to <see cref="TokenSourceOptions.DisposeTimeout"/>; then it cancels the exchange,
/// and waits for as long once more. It never revokes.</para>
/// </remarks>
public class TokenSource : IAsyncDisposable
{
    private volatile CoolDown? _callLimit;

    internal TokenSource(SourceSettings settings) => (Settings, Engine) = (settings, new RenewalEngine(settings));

    /// <summary>Under which key the login is stored.</summary>
    public LoginKey Key => Settings.Key;

    private protected SourceSettings Settings { get; }

    private protected RenewalEngine Engine { get; }

    /// <summary>A source over a password or an app grant. It never ends in <see cref="SignInAgainError"/>: it can start again at any time,
    /// and may be rejected or meet a second factor (<see cref="ExchangeError"/>).</summary>
    /// <param name="exchange">Asks Podio: <see cref="TransportExtensions.ToTokenExchange"/>, decorated or not.</param>
    /// <param name="request">The request to begin with: a password or an app grant.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The request has another grant, or is not complete.</exception>
    public static TokenSource Unattended(TokenExchange exchange, TokenRequest request, TokenSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        options ??= TokenSourceOptions.Default;
        var key = LoginKey.OfRequest(options.Endpoint, request);
        return new TokenSource(SettingsOf(exchange, request.Client, request.Format, key, request.Grant, options));
    }

    /// <summary>A source over a login that a person began: by a code, or by a login saved earlier.</summary>
    /// <param name="exchange">Asks Podio.</param>
    /// <param name="client">The client credentials.</param>
    /// <param name="name">A name for the person, by which the login is stored: no secret.</param>
    /// <param name="format">The wire format.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The client id or the name is empty.</exception>
    public static SignedInTokenSource SignedIn(
        TokenExchange exchange,
        ClientCredentials client,
        string name,
        WireFormat format = WireFormat.Form,
        TokenSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(client);
        options ??= TokenSourceOptions.Default;
        var key = LoginKey.OfLogin(options.Endpoint, client.ClientId, name);
        return new SignedInTokenSource(SettingsOf(exchange, client, format, key, origin: null, options));
    }

    /// <summary>A token that is good now.</summary>
    /// <param name="cancellationToken">Ends this caller's wait, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken = default) =>
        Engine.GetTokenAsync(cancellationToken);

    /// <summary>Renews the login now, however long its token has yet to live: after a change of what the user may do, say.</summary>
    /// <remarks>Callers who ask while that is under way, here or in another process that shares the store, get the same new token. The old
    /// one is not served instead. During a cool-down nothing is asked (<see cref="CoolingDownError"/>).</remarks>
    /// <param name="cancellationToken">Ends this caller's wait, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task<Either<TokenSourceError, Token>> RenewAsync(CancellationToken cancellationToken = default)
    {
        var asked = Settings.Time.GetUtcNow();
        return Engine.BeginAsync((flight, known) => flight.RunAsync(known, notBefore: asked), cancellationToken);
    }

    /// <summary>When the access token expires that this source knows of; null where it knows of none, or of no end. Asks nobody.</summary>
    public DateTimeOffset? ExpiresAt => Engine.Login?.ExpiresAt;

    /// <summary>From when on the token is renewed in the background, when somebody asks for it; null as for
    /// <see cref="ExpiresAt"/>.</summary>
    public DateTimeOffset? RenewsAt =>
        Engine.Login is { ExpiresAt: not null } login ? Renewal.UsedAloneUntil(Settings.Policy, login, Settings.Share) : null;

    /// <summary>The source as a function, for code that should not know of sources.</summary>
    public TokenProvider ToTokenProvider() => GetTokenAsync;

    /// <summary>Tells that an API call refused an access token (PODIO 4.12 to 4.14). The next caller gets a renewed one; a token that is
    /// not the current one any more changes nothing.</summary>
    /// <param name="accessToken">The token that was refused.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accessToken"/> is null.</exception>
    public void ReportRejected(Secret accessToken)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        Engine.Learn((state, now) => state.Rejected(accessToken, now, Settings.Policy));
    }

    /// <summary>Tells that an API call met the user's rate limit (PODIO 4.10): this login asks for nothing until it ends, in no process
    /// that shares the store. Returns at once; the limit is written in the background.</summary>
    /// <param name="retryAfter">What the reply said of the wait.</param>
    /// <exception cref="ArgumentNullException"><paramref name="retryAfter"/> is null.</exception>
    public void ReportRateLimited(RetryAfter retryAfter)
    {
        ArgumentNullException.ThrowIfNull(retryAfter);
        var now = Time.GetUtcNow();
        var told = new RenewalState(Settings.Origin).Limited(retryAfter, now, Settings.Policy).RateLimitCoolDown;
        _callLimit = CoolDown.Later(_callLimit, told, now); // Of calls that meet a limit at once, each is told of the same end.
        Engine.LearnLimit((state, now) => state.Limited(retryAfter, now, Settings.Policy));
    }

    /// <summary>Ends every cool-down of this login, and the one that all logins of the client share after a rate limit of the token
    /// endpoint: for who knows that the wait which Podio named is wrong. Other processes hear of it when they look at the store
    /// next, unless they have met the limit themselves.</summary>
    /// <param name="cancellationToken">Ends this caller's wait; the change goes on.</param>
    /// <returns>Null; or why the store could not be changed.</returns>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public async Task<TokenSourceError?> EndCoolDownAsync(CancellationToken cancellationToken = default)
    {
        var answer = await Engine.BeginAsync(
            (flight, known) => flight.EndCoolDownAsync(known), cancellationToken).ConfigureAwait(false);
        var failure = Asking.ErrorOf(answer) is not CoolingDownError and var error ? error : null;
        _callLimit = failure is null ? null : _callLimit;
        return failure;
    }

    /// <summary>Waits for an exchange under way and its save, bounded, and serves nobody from then on.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Engine.DisposeAsync();
    }

    /// <summary>Until when Podio refuses the calls of this login, as far as this source was told; null during no limit. Not the limit of
    /// the token endpoint, which is another one (PODIO 4.8) and stops no call.</summary>
    internal DateTimeOffset? CallsLimitedUntil => _callLimit is { } limit && limit.Runs(Time.GetUtcNow()) ? limit.Until : null;

    /// <summary>The clock.</summary>
    internal TimeProvider Time => Settings.Time;

    /// <summary>Tells of a refresh token that ages, also when nobody has this source any more.</summary>
    internal AgingWarning Warning => Engine.Warning;

    private static SourceSettings SettingsOf(
        TokenExchange exchange, ClientCredentials client, WireFormat format, LoginKey key, Grant? origin, TokenSourceOptions options) =>
        new(exchange, client, format, key, origin, options.JitterShare ?? Random.Shared.NextDouble(), options);
}
