using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using LanguageExt;
using Microsoft.Extensions.Options;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The application's token sources: those that its configuration names, and those that it makes while it runs. A singleton of
/// <see cref="PodioHostingExtensions.AddPodioOAuth(Microsoft.Extensions.DependencyInjection.IServiceCollection)"/>, and one for each
/// registration that has a name, under that name as its key.</summary>
/// <remarks>Safe for concurrent use. Do not keep what <see cref="Get"/> gives: the next call looks whether the settings have
/// changed.</remarks>
public sealed class PodioTokenSources : IAsyncDisposable, IDisposable
{
    private readonly IOptionsMonitor<PodioOAuthOptions> _monitor;
    private volatile Current _current;

    internal PodioTokenSources(
        Registration registration,
        TokenSourceRegistry sources,
        PodioEndpoint endpoint,
        IOptionsMonitor<PodioOAuthOptions> monitor)
    {
        (Registration, Registry, Endpoint, _monitor) = (registration, sources, endpoint, monitor);
        _current = Current.Of(monitor.Get(registration.Name));
    }

    /// <summary>The names that are configured now.</summary>
    public IEnumerable<string> Names => Now().Sources.Keys;

    /// <summary>Whose sources these are.</summary>
    internal Registration Registration { get; }

    internal TokenSourceRegistry Registry { get; }

    /// <summary>The configured sources that there are, by name: those that somebody has asked for, by the settings that were read last. For
    /// telemetry, which changes nothing: this makes no source, keeps none from being forgotten, and reads no settings.</summary>
    internal IEnumerable<KeyValuePair<string, TokenSource>> Existing =>
        from configured in _current.Sources
        let source = configured.Value.In(Registry)
        where source is not null
        select KeyValuePair.Create(configured.Key, source);

    /// <summary>The logins that are known here: the configured ones, and those of persons whose sources there are or were.</summary>
    internal IReadOnlyCollection<LoginKey> KnownLogins =>
        Now().Sources.Values.Select(source => source.KeyAt(Endpoint)).Concat(Registry.Persons).ToHashSet();

    /// <summary>Where Podio is: what the settings said at start.</summary>
    internal PodioEndpoint Endpoint { get; }

    /// <summary>The client id of this moment.</summary>
    internal string ClientId => Now().Client.ClientId;

    /// <summary>The source of a name, by the settings of this moment.</summary>
    /// <param name="name">The name. Case does not count.</param>
    /// <exception cref="ArgumentException">No source has this name.</exception>
    /// <exception cref="ObjectDisposedException">The application has ended.</exception>
    public TokenSource Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Now().Sources.TryGetValue(name, out var source)
            ? source.Of(Registry)
            : throw new ArgumentException($"No Podio source is named '{Printable(Registration.NameOf(name))}'.", nameof(name));
    }

    /// <summary>The source of a person who signs in, where the name is one of a person's.</summary>
    /// <param name="name">The name. Case does not count.</param>
    /// <exception cref="ArgumentException">No person's source has this name.</exception>
    /// <exception cref="ObjectDisposedException">The application has ended.</exception>
    public SignedInTokenSource GetSignedIn(string name) => Get(name) as SignedInTokenSource
        ?? throw new ArgumentException(
            $"The Podio source '{Printable(Registration.NameOf(name))}' is no person's: nobody signs in to it.", nameof(name));

    /// <summary>A source made at run time, of an app or a password, with the application's own client: a tenant's app, say.</summary>
    /// <param name="grant">The app or password grant.</param>
    /// <exception cref="ArgumentException">The grant is of another kind, or not complete.</exception>
    /// <exception cref="ObjectDisposedException">The application has ended.</exception>
    public TokenSource Unattended(Grant grant)
    {
        var now = Now();
        return Registry.Unattended(new TokenRequest(now.Client, grant, now.Format));
    }

    /// <summary>A source made at run time, of a person, with the application's own client.</summary>
    /// <param name="login">A name for the person: no secret.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ObjectDisposedException">The application has ended.</exception>
    public SignedInTokenSource SignedIn(string login)
    {
        var now = Now();
        return Registry.SignedIn(now.Client, login, now.Format);
    }

    /// <summary>Begins a person's login that ends by itself, under a name that is used for this one sign-in.</summary>
    internal Task<Either<TokenSourceError, Token>> SignInUntilAsync(
        DateTimeOffset endsAt, string login, Secret code, string redirectUri)
    {
        var now = Now();
        return Registry.SignInUntilAsync(endsAt, now.Client, login, now.Format, code, redirectUri);
    }

    /// <summary>Ends the source of a tenant: what waits for it ends, and what the store has stays there. For a tenant who has left, use
    /// <see cref="ForgetAsync(Grant, CancellationToken)"/>.</summary>
    /// <param name="grant">The grant that it was made with.</param>
    /// <returns>Whether there was one.</returns>
    public ValueTask<bool> RemoveAsync(Grant grant)
    {
        var now = Now();
        return Registry.RemoveAsync(new TokenRequest(now.Client, grant, now.Format));
    }

    /// <summary>Ends the source of a tenant who has left, and forgets the login in the store, under its lock. Nothing is revoked at
    /// Podio.</summary>
    /// <param name="grant">The grant that it was made with.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the reading.</param>
    /// <returns>Whether there was a login; or why the store could not be changed. The source has ended all the same.</returns>
    /// <exception cref="ArgumentException">The grant is of another kind, or not complete.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What names the login is required, and tells the overloads apart.")]
    public Task<Either<TokenSourceError, bool>> ForgetAsync(Grant grant, CancellationToken cancellationToken = default)
    {
        var now = Now();
        return Registry.ForgetAsync(new TokenRequest(now.Client, grant, now.Format), cancellationToken);
    }

    /// <summary>Ends the source of a person, and forgets the login in the store, under its lock. Nothing is revoked at Podio: for a person
    /// who signs out, <see cref="PodioApi.SignOutEverywhereAsync"/> does that too.</summary>
    /// <param name="login">The name for the person.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the reading.</param>
    /// <returns>Whether there was a login; or why the store could not be changed. The source has ended all the same.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What names the login is required, and tells the overloads apart.")]
    public Task<Either<TokenSourceError, bool>> ForgetAsync(string login, CancellationToken cancellationToken = default)
    {
        var now = Now();
        return Registry.ForgetAsync(now.Client, login, now.Format, cancellationToken);
    }

    /// <summary>Disposes all sources, waiting for what is under way, bounded. The container does it.</summary>
    public ValueTask DisposeAsync() => Registry.DisposeAsync();

    /// <summary>The same, for a container that is not disposed asynchronously: waits on this thread.</summary>
    public void Dispose() => Registry.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The name as the settings of this moment spell it; null where they do not have it.</summary>
    internal string? SpellingOf(string name) => Now().Spelling.TryGetValue(name, out var configured) ? configured : null;

    /// <summary>The source of a login, by the settings of this moment; null where these have neither its grant nor its client.</summary>
    internal TokenSource? Of(LoginKey login)
    {
        var now = Now();
        return now.Sources.Values.FirstOrDefault(source => source.KeyAt(Endpoint) == login) is { } configured ? configured.Of(Registry)
            : IsPersonOfThis(login) ? Registry.SignedIn(now.Client, login.Name, now.Format)
            : null;
    }

    /// <summary>Whether a login is a person's with the client of this moment.</summary>
    internal bool IsPersonOfThis(LoginKey login) => login == LoginKey.OfLogin(Endpoint, Now().Client.ClientId, login.Name);

    // Of settings that were changed for the worse the last good ones go on: LastGoodSettings.
    private Current Now()
    {
        var options = _monitor.Get(Registration.Name);
        return ReferenceEquals(options, _current.Options) ? _current : _current = Current.Of(options);
    }

    internal static string Printable(string name) => name.Length <= 64 && name.All(c => !char.IsControl(c)) ? name : "…";

    private sealed record Current(
        PodioOAuthOptions Options, ClientCredentials Client, WireFormat Format, IReadOnlyDictionary<string, ConfiguredSource> Sources)
    {
        internal static Current Of(PodioOAuthOptions options) => new(
            options,
            new ClientCredentials(options.ClientId!, options.ClientSecret!),
            options.Format,
            options.Sources.ToDictionary(
                pair => pair.Key,
                pair => ConfiguredSource.Create(options, pair.Value).Match(
                    Right: source => source,
                    Left: error => throw new OptionsValidationException(pair.Key, typeof(PodioOAuthOptions), [error.Describe()])),
                StringComparer.OrdinalIgnoreCase));

        /// <summary>The names as they are configured.</summary>
        internal FrozenSet<string> Spelling { get; } = Sources.Keys.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
