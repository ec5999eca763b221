using System.Globalization;

namespace PodioOAuth.Functional;

// PodioState = settings × clients × users × second factors × apps × consent × codes × challenges × grants × access tokens
//            × refresh tokens × call windows × faults × serial

/// <summary>Everything that an in-memory Podio knows: what is registered with it, and what it has issued.</summary>
/// <remarks>
/// <para>Immutable, with value equality. Every function gives a new state and leaves this one as it is. Registering under a key that is
/// there replaces the entry.</para>
/// <para>Expired tokens are kept, to be told from unknown ones: a state grows by about a kilobyte a token.</para>
/// <para><see cref="ToString"/> shows counts and JSON the settings: no secret and no name.</para>
/// </remarks>
public sealed partial record PodioState
{
    /// <summary>What an omitted scope stands for (PODIO 2.14), and what a user's token echoes (PODIO 3.1).</summary>
    internal const string WholeScope = "global:all";

    private PodioState()
    {
    }

    /// <summary>A Podio that knows nobody, with <see cref="PodioSettings.Default"/>.</summary>
    public static PodioState Empty { get; } = new();

    /// <summary>The settings.</summary>
    public PodioSettings Settings { get; private init; } = PodioSettings.Default;

    internal Register<string, RegisteredClient> Clients { get; private init; } = Register<string, RegisteredClient>.Empty;

    internal Register<string, RegisteredUser> Users { get; private init; } = Register<string, RegisteredUser>.Empty;

    internal Register<long, RegisteredApp> Apps { get; private init; } = Register<long, RegisteredApp>.Empty;

    internal Register<Secret, AuthorizationCode> Codes { get; init; } = Register<Secret, AuthorizationCode>.Empty;

    internal Register<long, IssuedGrant> Grants { get; init; } = Register<long, IssuedGrant>.Empty;

    internal Register<Secret, IssuedToken> AccessTokens { get; init; } = Register<Secret, IssuedToken>.Empty;

    internal Register<Secret, IssuedToken> RefreshTokens { get; init; } = Register<Secret, IssuedToken>.Empty;

    internal Register<long, RegisteredFactor> SecondFactors { get; init; } = Register<long, RegisteredFactor>.Empty;

    internal Register<Secret, PendingChallenge> Challenges { get; init; } = Register<Secret, PendingChallenge>.Empty;

    internal Register<CallerKey, CallWindow> CallWindows { get; init; } = Register<CallerKey, CallWindow>.Empty;

    internal FaultLine Faults { get; init; } = FaultLine.Empty;

    /// <summary>Counts what was issued. It numbers the grants, and keeps apart what one entropy would give twice.</summary>
    internal long Serial { get; init; }

    /// <summary>The same Podio with other settings. What was issued before keeps its instant of expiry.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="settings"/> is null.</exception>
    public PodioState WithSettings(PodioSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return this with { Settings = settings };
    }

    /// <summary>Registers an API key.</summary>
    /// <param name="client">Its id and secret.</param>
    /// <param name="redirectDomain">The domain that redirect URIs must lie on (PODIO 1.13), such as <c>app.example.com</c>; null for
    /// any.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    /// <exception cref="ArgumentException">No valid request could carry the id or the secret.</exception>
    public PodioState WithClient(ClientCredentials client, string? redirectDomain = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        Registration.Check(client);
        return this with { Clients = Clients.With(client.ClientId, new RegisteredClient(client, redirectDomain)) };
    }

    /// <summary>Registers a user's mail address and password. One user may have several addresses.</summary>
    /// <param name="id">The user's id, from 1 up.</param>
    /// <param name="username">The mail address, compared exactly.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is not positive.</exception>
    /// <exception cref="ArgumentException">No valid request could carry the address or the password.</exception>
    public PodioState WithUser(long id, string username, Secret password)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        Registration.CheckUser(username, password);
        return this with { Users = Users.With(username, new RegisteredUser(id, username, password)) };
    }

    /// <summary>Registers an app. Registering it again with another token ends what was issued for it (PODIO 3.11).</summary>
    /// <param name="id">The app's id, from 1 up.</param>
    /// <param name="token">The app's token.</param>
    /// <exception cref="ArgumentException">No valid request could carry the id or the token.</exception>
    public PodioState WithApp(long id, Secret token)
    {
        Registration.CheckApp(id, token);
        return this with
        {
            Apps = Apps.With(id, new RegisteredApp(id, token)),
            Grants = Apps[id] is { } before && before.Token != token
                ? Grants.WithoutAll(grant => grant.Reference == TokenReference.App(id))
                : Grants,
        };
    }

    /// <summary>Whom an access token stands for; <see cref="TokenReference.None"/> where it is unknown, expired or revoked.</summary>
    /// <param name="accessToken">The access token.</param>
    /// <param name="now">The instant of asking.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accessToken"/> is null.</exception>
    public TokenReference ReferenceOf(Secret accessToken, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        return AccessTokens[accessToken] is { } token && !token.IsExpired(now) && Grants[token.Grant] is { } grant
            ? grant.Reference
            : TokenReference.None;
    }

    /// <summary>How many of each there are.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"PodioState {{ Clients = {Clients.Count}, Users = {Users.Count}, Apps = {Apps.Count}, Codes = {Codes.Count}, "
        + $"Grants = {Grants.Count}, AccessTokens = {AccessTokens.Count}, RefreshTokens = {RefreshTokens.Count}, Faults = {Faults.Count} }}");
}
