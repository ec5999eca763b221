using System.Collections.Immutable;
using LanguageExt;

namespace PodioOAuth.Functional.Serving;

/// <content>The registered values: API keys, users and their second factors, apps.</content>
public sealed partial record PodioState
{
    internal Register<string, RegisteredClient> Clients { get; private init; } = Register<string, RegisteredClient>.Empty;

    internal Register<string, RegisteredUser> Users { get; private init; } = Register<string, RegisteredUser>.Empty;

    internal Register<long, RegisteredFactor> SecondFactors { get; init; } = Register<long, RegisteredFactor>.Empty;

    internal Register<long, RegisteredApp> Apps { get; private init; } = Register<long, RegisteredApp>.Empty;

    /// <summary>Registers an API key.</summary>
    /// <param name="client">The client ID and client secret.</param>
    /// <param name="redirectDomain">The required domain of redirect URIs (PODIO 1.13), such as <c>app.example.com</c>; null for
    /// any.</param>
    /// <exception cref="ArgumentException">No valid request could contain the ID or the secret.</exception>
    public PodioState WithClient(ClientCredentials client, string? redirectDomain = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        Registration.Check(client);
        return this with { Clients = Clients.With(client.ClientId, new RegisteredClient(client, redirectDomain)) };
    }

    /// <summary>Registers a user's email address and password. One user may have several addresses.</summary>
    /// <param name="id">The user ID, a positive integer.</param>
    /// <param name="username">The email address, compared exactly.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ID isn't positive.</exception>
    /// <exception cref="ArgumentException">No valid request could contain the address or the password.</exception>
    public PodioState WithUser(long id, string username, Secret password)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        Registration.CheckUser(username, password);
        return this with { Users = Users.With(username, new RegisteredUser(id, username, password)) };
    }

    /// <summary>Registers an app. Registering it again with another token ends what was issued for it (PODIO 3.11).</summary>
    /// <param name="id">The app ID, a positive integer.</param>
    /// <param name="token">The app token.</param>
    /// <exception cref="ArgumentException">No valid request could contain the ID or the token.</exception>
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

    /// <summary>Enables two-factor sign-in for a user: a correct password is then answered with a challenge instead of a token.</summary>
    /// <param name="userId">The user ID.</param>
    /// <param name="oneTimeCode">The code that the user's authenticator shows until this method sets another. It answers any number of
    /// challenges, each of which gives one token.</param>
    /// <param name="recoveryCodes">The user's recovery codes, each of which can be used once. They replace earlier ones.</param>
    /// <exception cref="ArgumentException">The user is unknown, or no valid request could contain a code.</exception>
    public PodioState WithSecondFactor(long userId, Secret oneTimeCode, IEnumerable<Secret>? recoveryCodes = null)
    {
        var factor = new RegisteredFactor(oneTimeCode, [.. recoveryCodes ?? []]);
        Registration.Check(factor);
        CheckUser(userId, nameof(userId));
        return this with { SecondFactors = SecondFactors.With(userId, factor) };
    }

    /// <summary>Disables two-factor sign-in for a user. Unanswered challenges end.</summary>
    /// <param name="userId">The user ID. Nothing changes if the user doesn't have it.</param>
    public PodioState WithoutSecondFactor(long userId) => SecondFactors[userId] is null ? this : this with
    {
        SecondFactors = SecondFactors.Without(userId),
        Challenges = Challenges.WithoutAll(challenge => challenge.UserId == userId),
    };

    private void CheckUser(long userId, string parameter)
    {
        if (!IsUser(userId))
        {
            throw new ArgumentException("No such user is registered.", parameter);
        }
    }

    private bool IsUser(long userId) => Users.Values.Any(user => user.Id == userId);
}

/// <summary>An API key, and the domain it was registered for.</summary>
internal sealed record RegisteredClient(ClientCredentials Credentials, string? RedirectDomain)
{
    /// <summary>Returns whether the redirect URI is on the registered domain: scheme, port and path are free (PODIO 1.13).</summary>
    internal bool Allows(string? redirectUri) =>
        redirectUri is null || RedirectDomain is null
        || (Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri)
            && string.Equals(uri.Host, RedirectDomain, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An account, identified by its email address. One user may have several.</summary>
internal sealed record RegisteredUser(long Id, string Username, Secret Password);

/// <summary>A user's second factor: the current one-time code, and the remaining recovery codes.</summary>
internal sealed record RegisteredFactor(Secret OneTimeCode, ImmutableHashSet<Secret> RecoveryCodes)
{
    /// <summary>Returns what is left after a correct code; null for an incorrect one.</summary>
    internal RegisteredFactor? Spend(SecondFactor factor) => factor.Match(
        oneTimeCode: shown => shown.Code == OneTimeCode ? this : null,
        recoveryCode: shown => RecoveryCodes.Contains(shown.Code) ? this with { RecoveryCodes = RecoveryCodes.Remove(shown.Code) } : null);

    public bool Equals(RegisteredFactor? other) =>
        other is not null && OneTimeCode == other.OneTimeCode && RecoveryCodes.SetEquals(other.RecoveryCodes);

    public override int GetHashCode() => HashCode.Combine(OneTimeCode, RecoveryCodes.Count);
}

/// <summary>An app and the token of its "Developer" page (PODIO 2.5).</summary>
internal sealed record RegisteredApp(long Id, Secret Token);

/// <summary>Checks what may be registered: only values that a valid request can contain, because no other could ever match.</summary>
/// <remarks>Core's own validation decides; each check puts the value into an otherwise valid request.</remarks>
internal static class Registration
{
    private const string Valid = "valid";

    private static readonly ClientCredentials AnyClient = new(Valid, Valid);

    internal static void Check(ClientCredentials client) => Check(new TokenRequest(client, Grant.RefreshToken(Valid)), nameof(client));

    internal static void CheckUser(string username, Secret password) => Check(Grant.Password(username, password), nameof(username));

    internal static void CheckApp(long id, Secret token) => Check(Grant.App(id, token), nameof(id));

    internal static void CheckCode(Secret code, string? redirectUri) => Check(Grant.AuthorizationCode(code, redirectUri), nameof(code));

    internal static bool IsRedirectUri(string redirectUri) =>
        TokenRequest.Validate(new TokenRequest(AnyClient, Grant.AuthorizationCode(Valid, redirectUri))).IsRight;

    internal static void Check(RegisteredFactor factor)
    {
        var challenge = new SecondFactorChallenge(Valid);
        Check(SecondFactorRequest.Validate(challenge.WithOneTimeCode(factor.OneTimeCode)), "oneTimeCode");
        foreach (var code in factor.RecoveryCodes)
        {
            Check(SecondFactorRequest.Validate(challenge.WithRecoveryCode(code)), "recoveryCodes");
        }
    }

    private static void Check(Grant grant, string parameter) => Check(new TokenRequest(AnyClient, grant), parameter);

    private static void Check(TokenRequest request, string parameter) => Check(TokenRequest.Validate(request), parameter);

    private static void Check<T>(Either<OAuthError, T> valid, string parameter)
    {
        var problem = valid.Match(Right: _ => "", Left: error => error.Describe());
        if (problem.Length > 0)
        {
            throw new ArgumentException($"No valid request could contain this. {problem}", parameter);
        }
    }
}
