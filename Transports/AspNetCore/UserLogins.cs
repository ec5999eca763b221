using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>The logins that the application's users have started.</summary>
internal sealed class UserLogins(
    IServiceProvider services,
    IOptions<AuthenticationOptions> authentication,
    IOptionsMonitor<PodioAuthenticationOptions> options,
    IHttpMessageHandlerFactory handlers)
{
    /// <summary>The client that revokes grants.</summary>
    internal const string ApiClient = "PodioOAuth.Functional.AspNetCore";

    internal static TokenSourceError NobodyIsSignedIn { get; } = TokenSourceError.SignInAgain(SignInReason.NoLogin);

    /// <summary>Whether the user must sign in again.</summary>
    internal static bool IsOver(TokenSourceError error) => error is SignInAgainError or UndecidedError;

    /// <summary>The scheme that keeps a user signed in after a Podio scheme has authenticated the user.</summary>
    internal string? SignInSchemeOf(UserLogin login) => options.Get(login.Scheme).SignInScheme;

    /// <summary>Returns the first login of a user; null if the user hasn't signed in with Podio.</summary>
    internal UserLogin? LoginOf(ClaimsPrincipal? user) => LoginsOf(user).FirstOrDefault();

    internal PodioTokenSources SourcesOf(string scheme)
    {
        var registration = RegistrationOf(scheme);
        return FindSources(registration) ?? throw new InvalidOperationException(
            $"The scheme '{scheme}' needs the settings of an API key: "
            + (registration.IsNamed ? $"AddPodioOAuth(\"{registration.Name}\", …) is missing." : "AddPodioOAuth(…) is missing."));
    }

    internal SignedInTokenSource SourceOf(UserLogin login) => SourcesOf(login.Scheme).SignedIn(login.Name);

    /// <summary>Returns the source of a user who signed in with the API key of a registration; null for other users.</summary>
    internal SignedInTokenSource? SourceOf(ClaimsPrincipal? user, string? registration) =>
        LoginsOf(user).FirstOrDefault(
            login => RegistrationOf(login.Scheme) == new Registration(registration ?? Options.DefaultName)) is { } login
                ? SourceOf(login)
                : null;

    /// <summary>Returns the logins of a user who may have signed in with several schemes.</summary>
    /// <remarks>A cookie can outlive its scheme: if the application has renamed or removed it, and has no API key for it, the login is
    /// nobody's. A registered scheme without an API key is a mistake in the application, which <see cref="SourcesOf"/> reports.</remarks>
    internal IEnumerable<UserLogin> LoginsOf(ClaimsPrincipal? user) => UserLogin.AllOf(user).Where(
        login => IsRegistered(login.Scheme) || FindSources(RegistrationOf(login.Scheme)) is not null);

    private bool IsRegistered(string scheme) =>
        authentication.Value.SchemeMap.TryGetValue(scheme, out var registered)
        && registered.HandlerType == typeof(PodioAuthenticationHandler);

    private PodioTokenSources? FindSources(Registration registration) => services.GetKeyedService<PodioTokenSources>(registration.Key);

    private Registration RegistrationOf(string scheme) => new(options.Get(scheme).Registration ?? Options.DefaultName);

    /// <summary>Ends a login at Podio and in the store.</summary>
    internal async Task<SignOutResult> EndEverywhereAsync(UserLogin login, CancellationToken cancellationToken)
    {
        var (source, api) = (SourceOf(login), SourcesOf(login.Scheme).Endpoint.Api);
        var origins = new PodioTokenHandlerOptions { AllowedOrigins = { api } };
        using var handler = new PodioTokenHandler(_ => source, origins) { InnerHandler = handlers.CreateHandler(ApiClient) };
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = api };
        return await source.SignOutEverywhereAsync(client, cancellationToken).ConfigureAwait(false);
    }
}

// UserLogin = scheme × name × user?
// ToClaim : UserLogin → Claim, and Of is its inverse

/// <summary>The scheme that started a user's login, the name under which it is stored, and its user. Contains no secret.</summary>
internal sealed record UserLogin(string Scheme, string Name, long? UserId)
{
    /// <summary>Returns the login of a user; null if the user hasn't signed in with Podio.</summary>
    internal static UserLogin? Of(ClaimsPrincipal? user) => AllOf(user).FirstOrDefault();

    /// <summary>Returns the logins of a user who may have signed in with several schemes, each with its own cookie.</summary>
    internal static IEnumerable<UserLogin> AllOf(ClaimsPrincipal? user) =>
        (user?.FindAll(PodioAuthenticationDefaults.LoginClaimType) ?? []).Select(claim => Of(claim.Value)).OfType<UserLogin>();

    private static UserLogin? Of(string value) => value.Split('/') is [.. var scheme, { Length: > 0 } name, var id]
        ? new UserLogin(string.Join('/', scheme), name, long.TryParse(id, CultureInfo.InvariantCulture, out var known) ? known : null)
        : null;

    // In the value, so that a site that copies the claim's type and value copies all of it. Includes the user's ID, because a site's user
    // identifier may be its own.
    internal Claim ToClaim() => new(
        PodioAuthenticationDefaults.LoginClaimType, string.Create(CultureInfo.InvariantCulture, $"{Scheme}/{Name}/{UserId}"));
}
