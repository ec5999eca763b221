using System.Collections.Immutable;
using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>A token that is always fresh: requested once, renewed before it expires, and stored before any caller gets it.</summary>
/// <remarks>
/// <para>Safe for concurrent use by any number of callers. A source never runs two exchanges at once, and at most one exchange succeeds per
/// expiry. A caller's cancellation ends only that caller's wait: the exchange and its save belong to the source.</para>
/// <para>While its remaining lifetime exceeds <see cref="RenewalPolicy.Ahead"/>, a token is served without a lock or an allocation. Below
/// that, it is served and renewed in the background; below <see cref="RenewalPolicy.Skew"/>, callers wait for the new token, and get the
/// old one if the renewal fails while it is valid.</para>
/// <para>Disposing waits for an exchange and its save, up to <see cref="TokenSourceOptions.DisposeTimeout"/>; then it cancels the exchange
/// and waits for the same time again. A reply that couldn't be saved before is saved then, within the same limits. It never revokes a
/// grant.</para>
/// </remarks>
public class TokenSource : IAsyncDisposable
{
    private CoolDown? _callLimit; // Reported by calls at the same time, and without a lock.

    internal TokenSource(SourceSettings settings) => (Settings, Engine) = (settings, new RenewalEngine(settings));

    /// <summary>The key under which the login is stored.</summary>
    public LoginKey Key => Settings.Key;

    private protected SourceSettings Settings { get; }

    private protected RenewalEngine Engine { get; }

    /// <summary>Creates a source with a password or app grant. It never ends in <see cref="SignInAgainError"/> because it can start again
    /// at any time; it may be rejected or require a second factor (<see cref="ExchangeError"/>).</summary>
    /// <param name="exchange">The token exchange: <see cref="TransportExtensions.ToTokenExchange"/>, decorated or not.</param>
    /// <param name="request">The request to start with: a password or app grant.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">The request has another grant or is incomplete.</exception>
    public static TokenSource Unattended(TokenExchange exchange, TokenRequest request, TokenSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        options ??= TokenSourceOptions.Default;
        var key = LoginKey.OfRequest(options.Endpoint, request);
        return new TokenSource(SettingsOf(exchange, request.Client, request.Format, key, request.Grant, options));
    }

    /// <summary>Creates a source for a person's login, which starts with a code or a login that was saved earlier.</summary>
    /// <param name="exchange">The token exchange.</param>
    /// <param name="client">The client credentials.</param>
    /// <param name="name">A name for the person, under which the login is stored. Must not be a secret.</param>
    /// <param name="format">The wire format.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">The client ID or the name is empty.</exception>
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

    /// <summary>Returns a token that is valid now.</summary>
    /// <param name="cancellationToken">Cancels this caller's wait, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken = default) =>
        Engine.GetTokenAsync(cancellationToken);

    /// <summary>Renews the login now, whatever the token's remaining lifetime, for example after the user's rights have changed.</summary>
    /// <remarks>Callers that arrive during the renewal, in this or another process that shares the store, get the same new token. The old
    /// one isn't served instead. During a cool-down nothing is sent (<see cref="CoolingDownError"/>).</remarks>
    /// <param name="cancellationToken">Cancels this caller's wait, with an <see cref="OperationCanceledException"/>. A renewal that hasn't
    /// started by then, because another change of the login is in progress, isn't started.</param>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task<Either<TokenSourceError, Token>> RenewAsync(CancellationToken cancellationToken = default)
    {
        var asked = Settings.Time.GetUtcNow();
        return Engine.BeginAsync((flight, known) => flight.RunAsync(known, notBefore: asked), cancellationToken, isDroppable: true);
    }

    /// <summary>Gets the time at which the current access token expires; null if there is no token or its lifetime is unknown. Sends
    /// nothing.</summary>
    public DateTimeOffset? ExpiresAt => Engine.Login?.ExpiresAt;

    /// <summary>Gets the time from which on a call renews the token in the background; null as for <see cref="ExpiresAt"/>.</summary>
    public DateTimeOffset? RenewsAt =>
        Engine.Login is { ExpiresAt: not null } login ? Renewal.UsedAloneUntil(Settings.Policy, login, Settings.Share) : null;

    /// <summary>Returns the source as a function, for code that shouldn't depend on sources.</summary>
    public TokenProvider ToTokenProvider() => GetTokenAsync;

    /// <summary>Reports that an API call rejected an access token (PODIO 4.12 to 4.14). The next caller gets a renewed one. If the token is
    /// no longer the current one, nothing changes.</summary>
    /// <param name="accessToken">The rejected token.</param>
    public void ReportRejected(Secret accessToken)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        Engine.Learn((state, now) => state.Rejected(accessToken, now, Settings.Policy));
    }

    /// <summary>Reports that an API call exceeded the user's rate limit (PODIO 4.10). Until the limit ends, no process that shares the
    /// store requests a token for this login. Returns at once; the limit is written in the background.</summary>
    /// <param name="retryAfter">The wait that the reply states.</param>
    public void ReportRateLimited(RetryAfter retryAfter)
    {
        ArgumentNullException.ThrowIfNull(retryAfter);
        var now = Time.GetUtcNow();
        var told = new RenewalState(Settings.Origin).Limited(retryAfter, now, Settings.Policy).RateLimitCoolDown;
        ImmutableInterlocked.Update(ref _callLimit, static (limit, it) => CoolDown.Later(limit, it.told, it.now), (told, now));
        Engine.LearnLimit((state, now) => state.Limited(retryAfter, now, Settings.Policy));
    }

    /// <summary>Ends every cool-down of this login, and the one that all logins of the client share after a rate limit of the token
    /// endpoint, for use when the wait that Podio stated is known to be wrong. Other processes notice when they next read the store, unless
    /// they have exceeded the limit themselves.</summary>
    /// <param name="cancellationToken">Cancels this caller's wait; the change continues.</param>
    /// <returns>Null, or the reason why the store couldn't be changed.</returns>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public async Task<TokenSourceError?> EndCoolDownAsync(CancellationToken cancellationToken = default)
    {
        var before = Volatile.Read(ref _callLimit);
        var answer = await Engine.BeginAsync(
            (flight, known) => flight.EndCoolDownAsync(known), cancellationToken).ConfigureAwait(false);
        if (Asking.ErrorOf(answer) is { } failure and not CoolingDownError)
        {
            return failure;
        }

        Interlocked.CompareExchange(ref _callLimit, null, before); // One that was reported in the meantime is a new one.
        return null;
    }

    /// <summary>Waits, for a limited time, for an exchange in progress and its save. The source serves no token from then on.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Engine.DisposeAsync();
    }

    /// <summary>The time until which Podio rejects API calls of this login, as far as this source knows; null outside of a limit. The limit
    /// of the token endpoint is a different one (PODIO 4.8) and stops no call.</summary>
    internal DateTimeOffset? CallsLimitedUntil =>
        Volatile.Read(ref _callLimit) is { } limit && limit.Runs(Time.GetUtcNow()) ? limit.Until : null;

    /// <summary>Tries again to save a reply that couldn't be saved, in the background.</summary>
    /// <returns>False if there is none.</returns>
    internal bool TrySaveOwed() => Engine.TrySaveOwed();

    /// <summary>The clock.</summary>
    internal TimeProvider Time => Settings.Time;

    private static SourceSettings SettingsOf(
        TokenExchange exchange, ClientCredentials client, WireFormat format, LoginKey key, Grant? origin, TokenSourceOptions options) =>
        new(exchange, client, format, key, origin, options.JitterShare ?? Random.Shared.NextDouble(), options);
}
