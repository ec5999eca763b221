using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using LanguageExt;
using Microsoft.Extensions.Options;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The application's token sources: those that its configuration names, and those that it creates at run time. Registered as a
/// singleton by <see cref="PodioHostingExtensions.AddPodioOAuth(Microsoft.Extensions.DependencyInjection.IServiceCollection)"/>, and as a
/// keyed singleton for each named registration.</summary>
/// <remarks>Safe for concurrent use. Don't cache the result of <see cref="Get"/>: each call checks whether the settings have
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

    /// <summary>Gets the configured names.</summary>
    public IEnumerable<string> Names => Now().Sources.Keys;

    /// <summary>The registration of the sources.</summary>
    internal Registration Registration { get; }

    internal TokenSourceRegistry Registry { get; }

    /// <summary>Gets the configured sources that exist, by name, according to the settings that were read last. For telemetry, which must
    /// change nothing: this creates no source, keeps none from being removed, and reads no settings.</summary>
    internal IEnumerable<KeyValuePair<string, TokenSource>> Existing =>
        from configured in _current.Sources
        let source = configured.Value.In(Registry)
        where source is not null
        select KeyValuePair.Create(configured.Key, source);

    /// <summary>Gets the known logins: the configured ones, and those of persons that have or had a source.</summary>
    internal IReadOnlyCollection<LoginKey> KnownLogins =>
        Now().Sources.Values.Select(source => source.KeyAt(Endpoint)).Concat(Registry.Persons).ToHashSet();

    /// <summary>Gets the endpoint that the settings named at startup.</summary>
    internal PodioEndpoint Endpoint { get; }

    /// <summary>Gets the current client ID.</summary>
    internal string ClientId => Now().Client.ClientId;

    /// <summary>Gets the source with a name, according to the current settings.</summary>
    /// <param name="name">The name, which is case-insensitive.</param>
    /// <exception cref="ArgumentException">There is no source with this name.</exception>
    /// <exception cref="ObjectDisposedException">The application has stopped.</exception>
    public TokenSource Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Now().Sources.TryGetValue(name, out var source)
            ? source.Of(Registry)
            : throw new ArgumentException($"No Podio source is named '{Printable(Registration.NameOf(name))}'.", nameof(name));
    }

    /// <summary>Gets the source of a person who signs in.</summary>
    /// <param name="name">The name, which is case-insensitive.</param>
    /// <exception cref="ArgumentException">There is no person's source with this name.</exception>
    /// <exception cref="ObjectDisposedException">The application has stopped.</exception>
    public SignedInTokenSource GetSignedIn(string name) => Get(name) as SignedInTokenSource
        ?? throw new ArgumentException(
            $"The Podio source '{Printable(Registration.NameOf(name))}' isn't a person's, so no one can sign in to it.", nameof(name));

    /// <summary>Gets a source that is created at run time for an app or a password, with the application's own client: for example a
    /// tenant's app.</summary>
    /// <param name="grant">The app or password grant.</param>
    /// <exception cref="ArgumentException">The grant is of another kind or incomplete.</exception>
    /// <exception cref="ObjectDisposedException">The application has stopped.</exception>
    public TokenSource Unattended(Grant grant)
    {
        var now = Now();
        return Registry.Unattended(new TokenRequest(now.Client, grant, now.Format));
    }

    /// <summary>Gets a source that is created at run time for a person, with the application's own client.</summary>
    /// <param name="login">A name for the person. Must not be a secret.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ObjectDisposedException">The application has stopped.</exception>
    public SignedInTokenSource SignedIn(string login)
    {
        var now = Now();
        return Registry.SignedIn(now.Client, login, now.Format);
    }

    /// <summary>Starts a person's login with a limited lifetime, under a name that is used for this sign-in only.</summary>
    internal Task<Either<TokenSourceError, Token>> SignInUntilAsync(
        DateTimeOffset endsAt, string login, Secret code, string redirectUri)
    {
        var now = Now();
        return Registry.SignInUntilAsync(endsAt, now.Client, login, now.Format, code, redirectUri);
    }

    /// <summary>Disposes and removes the source of a tenant; the login stays in the store. For a tenant that has left, use
    /// <see cref="ForgetAsync(Grant, CancellationToken)"/>.</summary>
    /// <param name="grant">The grant that the source was created with.</param>
    /// <returns>True if there was a source.</returns>
    public ValueTask<bool> RemoveAsync(Grant grant)
    {
        var now = Now();
        return Registry.RemoveAsync(new TokenRequest(now.Client, grant, now.Format));
    }

    /// <summary>Disposes and removes the source of a tenant that has left, and removes the login from the store under its lock. Nothing is
    /// revoked at Podio.</summary>
    /// <param name="grant">The grant that the source was created with.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the read.</param>
    /// <returns>True if there was a login, or the reason why the store couldn't be changed. The source is disposed in either
    /// case.</returns>
    /// <exception cref="ArgumentException">The grant is of another kind or incomplete.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What names the login is required, and tells the overloads apart.")]
    public Task<Either<TokenSourceError, bool>> ForgetAsync(Grant grant, CancellationToken cancellationToken = default)
    {
        var now = Now();
        return Registry.ForgetAsync(new TokenRequest(now.Client, grant, now.Format), cancellationToken);
    }

    /// <summary>Disposes and removes the source of a person, and removes the login from the store under its lock. Nothing is revoked at
    /// Podio; to sign a person out there as well, use <see cref="PodioApi.SignOutEverywhereAsync"/>.</summary>
    /// <param name="login">The name of the person.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the read.</param>
    /// <returns>True if there was a login, or the reason why the store couldn't be changed. The source is disposed in either
    /// case.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What names the login is required, and tells the overloads apart.")]
    public Task<Either<TokenSourceError, bool>> ForgetAsync(string login, CancellationToken cancellationToken = default)
    {
        var now = Now();
        return Registry.ForgetAsync(now.Client, login, now.Format, cancellationToken);
    }

    /// <summary>Disposes all sources and waits, for a limited time, for exchanges in progress. Called by the container.</summary>
    public ValueTask DisposeAsync() => Registry.DisposeAsync();

    /// <summary>Disposes all sources for a container that isn't disposed asynchronously; blocks this thread.</summary>
    public void Dispose() => Registry.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Returns the name as the current settings spell it; null if they don't contain it.</summary>
    internal string? SpellingOf(string name) => Now().Spelling.TryGetValue(name, out var configured) ? configured : null;

    /// <summary>Returns the source of a login, according to the current settings; null if they have neither its grant nor its
    /// client.</summary>
    internal TokenSource? Of(LoginKey login)
    {
        var now = Now();
        return now.Sources.Values.FirstOrDefault(source => source.KeyAt(Endpoint) == login) is { } configured ? configured.Of(Registry)
            : IsPersonOfThis(login) ? Registry.SignedIn(now.Client, login.Name, now.Format)
            : null;
    }

    /// <summary>Whether a login is a person's with the current client.</summary>
    internal bool IsPersonOfThis(LoginKey login) => login == LoginKey.OfLogin(Endpoint, Now().Client.ClientId, login.Name);

    // If changed settings are invalid, the last valid ones stay in effect: LastGoodSettings.
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
