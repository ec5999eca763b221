using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The sources of one Podio, one for each login, made when they are first asked for: for programs that learn of their apps,
/// tenants and users while they run.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Two callers share a source, and with it a renewal and the wait for it, only where client, grant and wire
/// format are equal, secrets included. All sources have the same store.</para>
/// <para>A source that nobody asked for during the idle timeout is forgotten when any source is asked for, at most a quarter of the timeout
/// later. Whoever still has it can go on with it: the login is in the store, whose lock keeps it from being renewed twice. The warning that
/// a person's refresh token ages outlives the source.</para>
/// <para>An <see cref="InMemoryTokenStore"/> forgets the login of an app or a password together with its source, so that it does not grow
/// with every tenant there ever was; the next source starts again. A person's login stays in it: to forget it would sign the person
/// out.</para>
/// </remarks>
public sealed partial class TokenSourceRegistry : IAsyncDisposable
{
    private readonly ConcurrentDictionary<object, Entry> _entries = new();
    private readonly Lock _gate = new();
    private readonly TokenExchange _exchange;
    private readonly TokenSourceOptions _options;
    private readonly Action<LoginKey, RenewalEvent>? _observer;
    private bool _isDisposed;

    /// <summary>Begins without a source.</summary>
    /// <param name="exchange">Asks Podio.</param>
    /// <param name="options">How the sources work; null for the defaults, with one store in memory for all of them.</param>
    /// <param name="idleTimeout">After how long without use a source may be forgotten; null for never.</param>
    /// <param name="observer">Is told what happens to which login, after the observer of the options; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exchange"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="idleTimeout"/> is not above zero.</exception>
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

    /// <summary>How many sources there are now.</summary>
    public int Count => _entries.Count;

    /// <summary>The source of a password or an app: <see cref="TokenSource.Unattended"/>.</summary>
    /// <param name="request">The request to begin with.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">The request has another grant, or is not complete.</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public TokenSource Unattended(TokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(request, () => TokenSource.Unattended(_exchange, request, OptionsOf(KeyOf(request))));
    }

    /// <summary>The source of a person's login: <see cref="TokenSource.SignedIn"/>.</summary>
    /// <param name="client">The client credentials.</param>
    /// <param name="name">A name for the person, by which the login is stored: no secret.</param>
    /// <param name="format">The wire format.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    /// <exception cref="ArgumentException">The client id or the name is empty.</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public SignedInTokenSource SignedIn(ClientCredentials client, string name, WireFormat format = WireFormat.Form)
    {
        ArgumentNullException.ThrowIfNull(client);
        return Of((client, name, format), () =>
        {
            var key = KeyOf(client, name);
            return WithOldWarning(TokenSource.SignedIn(_exchange, client, name, format, OptionsOf(key)));
        });
    }

    /// <summary>Begins a person's login that ends by itself, under a name that is used for this one sign-in
    /// (<see cref="SignedInTokenSource.SignInUntilAsync"/>). Whoever uses it afterwards asks for its source: a sign-in that fails leaves
    /// none.</summary>
    internal async Task<Either<TokenSourceError, Token>> SignInUntilAsync(
        DateTimeOffset endsAt, ClientCredentials client, string name, WireFormat format, Secret code, string redirectUri)
    {
        var source = TokenSource.SignedIn(_exchange, client, name, format, OptionsOf(KeyOf(client, name)));
        await using (source.ConfigureAwait(false))
        {
            return await source.SignInUntilAsync(endsAt, code, redirectUri).ConfigureAwait(false);
        }
    }

    /// <summary>Disposes a source, where there is one of this request, and forgets it. What the store has stays there.</summary>
    /// <param name="request">The request that it was made for.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public ValueTask<bool> RemoveAsync(TokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return DisposeAsync(request);
    }

    /// <summary>Disposes a person's source, where there is one, and forgets it. What the store has stays there.</summary>
    /// <param name="client">The client credentials.</param>
    /// <param name="name">The person's name.</param>
    /// <param name="format">The wire format.</param>
    /// <returns>Whether there was one.</returns>
    public ValueTask<bool> RemoveAsync(ClientCredentials client, string name, WireFormat format = WireFormat.Form) =>
        DisposeAsync((client, name, format));

    /// <summary>Ends the source of this request, where there is one, and forgets the login in the store, under its lock: for a tenant who
    /// has left. Nothing is revoked at Podio.</summary>
    /// <remarks>A login that was begun with another secret is another's: it stays. Whoever asks for the source again starts
    /// again.</remarks>
    /// <param name="request">The request that it was made for.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the reading.</param>
    /// <returns>Whether there was a login; or why the store could not be changed: <see cref="TokenSourceError.LockLost"/> or a
    /// <see cref="StoreError"/>. The source has ended all the same.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">The request has another grant than a source, or is not complete.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What names the login is required, and tells the overloads apart.")]
    public Task<Either<TokenSourceError, bool>> ForgetAsync(TokenRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ForgetAsync(request, KeyOf(request), request.Grant, cancellationToken);
    }

    /// <summary>Ends a person's source, where there is one, and forgets the login in the store, under its lock. Nothing is revoked at
    /// Podio.</summary>
    /// <param name="client">The client credentials.</param>
    /// <param name="name">The person's name.</param>
    /// <param name="format">The wire format.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the reading.</param>
    /// <returns>Whether there was a login; or why the store could not be changed: <see cref="TokenSourceError.LockLost"/> or a
    /// <see cref="StoreError"/>. The source has ended all the same.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    /// <exception cref="ArgumentException">The client id or the name is empty.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What names the login is required, and tells the overloads apart.")]
    public Task<Either<TokenSourceError, bool>> ForgetAsync(
        ClientCredentials client, string name, WireFormat format = WireFormat.Form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return ForgetAsync((client, name, format), KeyOf(client, name), origin: null, cancellationToken);
    }

    /// <summary>Disposes every source (<see cref="TokenSource.DisposeAsync"/>), and makes none from then on.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
            EndWarnings();
        }

        await Task.WhenAll(_entries.Keys.Select(key => DisposeAsync(key).AsTask())).ConfigureAwait(false);
    }

    /// <summary>How the sources work.</summary>
    internal TokenSourceOptions Options => _options;

    /// <summary>The source of this request, or null. A look does not count as use, and makes none.</summary>
    internal TokenSource? Existing(TokenRequest request) => Existing((object)request);

    /// <summary>The source of a person's login, or null. A look does not count as use, and makes none.</summary>
    internal TokenSource? Existing(ClientCredentials client, string name, WireFormat format) => Existing((client, name, format));

    private TokenSource? Existing(object key) => _entries.TryGetValue(key, out var entry) ? entry.Source : null;

    private TSource Of<TSource>(object key, Func<TSource> make)
        where TSource : TokenSource
    {
        var now = Elapsed.Since(_options.TimeProvider);
        if (!_entries.TryGetValue(key, out var entry))
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                entry = _entries.GetOrAdd(key, _ => new Entry(make(), now));
            }
        }

        entry.Used = now;
        ForgetIdle(now); // Never what was just asked for.
        return (TSource)entry.Source;
    }

    private LoginKey KeyOf(TokenRequest request) => LoginKey.OfRequest(_options.Endpoint, request);

    private LoginKey KeyOf(ClientCredentials client, string name) => LoginKey.OfLogin(_options.Endpoint, client.ClientId, name);

    private TokenSourceOptions OptionsOf(LoginKey key) => _observer is null ? _options : _options with
    {
        Observer = what =>
        {
            _options.Observer?.Invoke(what);
            _observer(key, what);
        },
    };

    private async Task<Either<TokenSourceError, bool>> ForgetAsync(
        object key, LoginKey login, Grant? origin, CancellationToken cancellationToken)
    {
        await DisposeAsync(key).ConfigureAwait(false);
        lock (_gate)
        {
            EndWarning(login);
        }

        return await _options.Store.EndAsync(login, origin, _options.LockTimeout, _options.TimeProvider, cancellationToken)
            .ConfigureAwait(false);
    }

    private async ValueTask<bool> DisposeAsync(object key)
    {
        if (!_entries.TryRemove(key, out var entry))
        {
            return false;
        }

        await entry.Source.DisposeAsync().ConfigureAwait(false);
        return true;
    }
}
