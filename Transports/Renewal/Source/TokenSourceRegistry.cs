using System.Diagnostics.CodeAnalysis;
using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The token sources of one Podio, one per login, created on first use: for programs that learn at run time which apps, tenants
/// and users they serve.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Two callers share a source, its renewals and the wait for them only if client, grant and wire format are
/// equal, including secrets. All sources use the same store.</para>
/// <para>A source that is unused for the idle timeout is removed when another source is requested, at most a quarter of the timeout later;
/// one with a reply that couldn't be saved, only after it has been saved. Code that still holds it can continue to use it: the login is in
/// the store, whose lock prevents a double renewal. The warning that a person's refresh token is aging outlives the source.</para>
/// <para>An <see cref="InMemoryTokenStore"/> removes the login of an app or a password together with its source, so that it doesn't grow
/// with every tenant ever seen; the next source starts again. A person's login stays in it, because removing it would sign the person
/// out.</para>
/// </remarks>
public sealed partial class TokenSourceRegistry : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TokenExchange _exchange;
    private readonly TokenSourceOptions _options;
    private readonly Action<LoginKey, RenewalEvent>? _observer;
    private bool _isDisposed;

    /// <summary>Creates a registry without sources.</summary>
    /// <param name="exchange">The token exchange.</param>
    /// <param name="options">The options of the sources; null for the defaults, with one in-memory store for all of them.</param>
    /// <param name="idleTimeout">The time after which an unused source may be removed; null for never.</param>
    /// <param name="observer">The observer of events with the key of their login, notified after the observer of the options; null for
    /// none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="idleTimeout"/> isn't positive.</exception>
    public TokenSourceRegistry(
        TokenExchange exchange,
        TokenSourceOptions? options = null,
        TimeSpan? idleTimeout = null,
        Action<LoginKey, RenewalEvent>? observer = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (idleTimeout is { } timeout)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero, nameof(idleTimeout));
        }

        (_exchange, _options, _observer) = (exchange, options ?? TokenSourceOptions.Default, observer);
        (_idleTimeout, _swept) = (idleTimeout ?? TimeSpan.MaxValue, new Moment(Elapsed.Since(_options.TimeProvider)));
    }

    /// <summary>Gets the number of sources.</summary>
    public int Count => _entries.Count;

    /// <summary>Gets the source of a password or an app: <see cref="TokenSource.Unattended"/>.</summary>
    /// <param name="request">The request to start with.</param>
    /// <exception cref="ArgumentException">The request has another grant or is incomplete.</exception>
    /// <exception cref="ObjectDisposedException">The registry was disposed.</exception>
    public TokenSource Unattended(TokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var key = new SourceKey(request);
        return Find(key) ?? AddUnattended(key, request);
    }

    /// <summary>Gets the source of a person's login: <see cref="TokenSource.SignedIn"/>.</summary>
    /// <param name="client">The client credentials.</param>
    /// <param name="name">A name for the person, under which the login is stored. Must not be a secret.</param>
    /// <param name="format">The wire format.</param>
    /// <exception cref="ArgumentException">The client ID or the name is empty.</exception>
    /// <exception cref="ObjectDisposedException">The registry was disposed.</exception>
    public SignedInTokenSource SignedIn(ClientCredentials client, string name, WireFormat format = WireFormat.Form)
    {
        ArgumentNullException.ThrowIfNull(client);
        var key = new SourceKey((client, name, format));
        return (SignedInTokenSource?)Find(key) ?? AddSignedIn(key, client, name, format);
    }

    /// <summary>Starts a person's login with a limited lifetime, under a name that is used for this sign-in only
    /// (<see cref="SignedInTokenSource.SignInUntilAsync"/>). A sign-in that fails leaves no source; use the source's own method for later
    /// calls.</summary>
    internal async Task<Either<TokenSourceError, Token>> SignInUntilAsync(
        DateTimeOffset endsAt, ClientCredentials client, string name, WireFormat format, Secret code, string redirectUri)
    {
        var source = NewSignedIn(client, name, format);
        await using (source.ConfigureAwait(false))
        {
            return await source.SignInUntilAsync(endsAt, code, redirectUri).ConfigureAwait(false);
        }
    }

    /// <summary>Disposes and removes the source of this request, if there is one. The login stays in the store.</summary>
    /// <param name="request">The request that the source was created for.</param>
    /// <returns>True if there was a source.</returns>
    public ValueTask<bool> RemoveAsync(TokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return DisposeAsync(new SourceKey(request));
    }

    /// <summary>Disposes and removes a person's source, if there is one. The login stays in the store.</summary>
    /// <param name="client">The client credentials.</param>
    /// <param name="name">The person's name.</param>
    /// <param name="format">The wire format.</param>
    /// <returns>True if there was a source.</returns>
    public ValueTask<bool> RemoveAsync(ClientCredentials client, string name, WireFormat format = WireFormat.Form) =>
        DisposeAsync(new SourceKey((client, name, format)));

    /// <summary>Disposes and removes the source of this request, if there is one, and removes the login from the store under its lock: for
    /// a tenant that has left. Nothing is revoked at Podio.</summary>
    /// <remarks>A login that was started with another secret belongs to another owner and is kept. A source that is requested later starts
    /// again.</remarks>
    /// <param name="request">The request that the source was created for.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the read.</param>
    /// <returns>True if there was a login, or the reason why the store couldn't be changed: <see cref="TokenSourceError.LockLost"/> or a
    /// <see cref="StoreError"/>. The source is disposed in either case.</returns>
    /// <exception cref="ArgumentException">The request has a grant that sources don't support, or is incomplete.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What names the login is required, and tells the overloads apart.")]
    public Task<Either<TokenSourceError, bool>> ForgetAsync(TokenRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ForgetAsync(new SourceKey(request), KeyOf(request), request.Grant, cancellationToken);
    }

    /// <summary>Disposes and removes a person's source, if there is one, and removes the login from the store under its lock. Nothing is
    /// revoked at Podio.</summary>
    /// <param name="client">The client credentials.</param>
    /// <param name="name">The person's name.</param>
    /// <param name="format">The wire format.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the read.</param>
    /// <returns>True if there was a login, or the reason why the store couldn't be changed: <see cref="TokenSourceError.LockLost"/> or a
    /// <see cref="StoreError"/>. The source is disposed in either case.</returns>
    /// <exception cref="ArgumentException">The client ID or the name is empty.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What names the login is required, and tells the overloads apart.")]
    public Task<Either<TokenSourceError, bool>> ForgetAsync(
        ClientCredentials client, string name, WireFormat format = WireFormat.Form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return ForgetAsync(new SourceKey((client, name, format)), KeyOf(client, name), origin: null, cancellationToken);
    }

    /// <summary>Disposes every source (<see cref="TokenSource.DisposeAsync"/>). No source is created from then on.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
            EndWarnings();
        }

        await Task.WhenAll(_entries.Keys.Select(key => DisposeAsync(key).AsTask())).ConfigureAwait(false);
    }

    /// <summary>The options of the sources.</summary>
    internal TokenSourceOptions Options => _options;

    /// <summary>Returns the source of this request, or null. A lookup doesn't count as use, and creates no source.</summary>
    internal TokenSource? Existing(TokenRequest request) => Existing(new SourceKey(request));

    /// <summary>Returns the source of a person's login, or null. A lookup doesn't count as use, and creates no source.</summary>
    internal TokenSource? Existing(ClientCredentials client, string name, WireFormat format) =>
        Existing(new SourceKey((client, name, format)));

    private LoginKey KeyOf(TokenRequest request) => LoginKey.OfRequest(_options.Endpoint, request);

    private LoginKey KeyOf(ClientCredentials client, string name) => LoginKey.OfLogin(_options.Endpoint, client.ClientId, name);

    private async Task<Either<TokenSourceError, bool>> ForgetAsync(
        SourceKey key, LoginKey login, Grant? origin, CancellationToken cancellationToken)
    {
        await DisposeAsync(key).ConfigureAwait(false);
        lock (_gate)
        {
            EndWarning(login);
        }

        return await _options.Store.EndAsync(login, origin, _options.LockTimeout, _options.TimeProvider, cancellationToken)
            .ConfigureAwait(false);
    }
}
