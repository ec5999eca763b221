using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Extension methods that let people sign in to an ASP.NET Core application with Podio, and let its HTTP clients call Podio's API
/// as the user of the request.</summary>
public static class PodioAuthenticationExtensions
{
    /// <summary>Adds the scheme <see cref="PodioAuthenticationDefaults.AuthenticationScheme"/>, with the default options.</summary>
    /// <param name="builder">The authentication builder. It needs a sign-in scheme that keeps the ticket, usually a cookie, and the
    /// application needs <see cref="PodioHostingExtensions.AddPodioOAuth(IServiceCollection)"/> with the settings of the API key.</param>
    public static AuthenticationBuilder AddPodio(this AuthenticationBuilder builder) =>
        builder.AddPodio(PodioAuthenticationDefaults.AuthenticationScheme, PodioAuthenticationDefaults.DisplayName, configure: null);

    /// <summary>Adds the scheme <see cref="PodioAuthenticationDefaults.AuthenticationScheme"/>.</summary>
    /// <param name="builder">The authentication builder. It needs a sign-in scheme that keeps the ticket, usually a cookie, and the
    /// application needs <see cref="PodioHostingExtensions.AddPodioOAuth(IServiceCollection)"/> with the settings of the API key.</param>
    /// <param name="configure">Configures the options.</param>
    public static AuthenticationBuilder AddPodio(this AuthenticationBuilder builder, Action<PodioAuthenticationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.AddPodio(PodioAuthenticationDefaults.AuthenticationScheme, PodioAuthenticationDefaults.DisplayName, configure);
    }

    /// <summary>Adds a scheme with a name.</summary>
    /// <param name="builder">The authentication builder.</param>
    /// <param name="authenticationScheme">The name of the scheme.</param>
    /// <param name="displayName">The display name; null for none.</param>
    /// <param name="configure">Configures the options; null for the defaults.</param>
    public static AuthenticationBuilder AddPodio(
        this AuthenticationBuilder builder,
        string authenticationScheme,
        string? displayName,
        Action<PodioAuthenticationOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        var services = builder.Services;
        services.AddUserLogins();
        services.TryAddScoped(provider => new PodioUser(
            provider.GetRequiredService<IHttpContextAccessor>(), provider.GetRequiredService<UserLogins>()));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<PodioAuthenticationOptions>, PodioAuthenticationPostConfigure>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, CallbackLogFilter>());
        return builder.AddRemoteScheme<PodioAuthenticationOptions, PodioAuthenticationHandler>(
            authenticationScheme, displayName, configure);
    }

    /// <summary>Adds a <see cref="PodioTokenHandler"/> for the login of the current request's user. If no user is signed in with the API
    /// key of the registration, or outside of a request, a call fails with a <see cref="TokenUnavailableException"/> that contains a
    /// <see cref="SignInAgainError"/>.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Configures where the token is sent. By default, to the configured API only.</param>
    /// <param name="registration">The name of the API key's registration; null for the default one. A missing registration is an error when
    /// the application starts.</param>
    public static IHttpClientBuilder AddPodioUserToken(
        this IHttpClientBuilder builder, Action<PodioTokenHandlerOptions>? configure = null, string? registration = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddUserLogins();
        return builder.AddPodioTokenBy(
            (services, _) => services.GetRequiredService<UserLogins>().SourceOf(
                services.GetRequiredService<IHttpContextAccessor>().HttpContext?.User, registration)
                    ?? throw new TokenUnavailableException(UserLogins.NobodyIsSignedIn),
            configure,
            registration);
    }

    /// <summary>Returns the source of a user who signed in with Podio, found by the claim
    /// <see cref="PodioAuthenticationDefaults.LoginClaimType"/>.</summary>
    /// <param name="sources">The application's sources.</param>
    /// <param name="user">The user, or null.</param>
    /// <returns>The source; null if the user hasn't signed in with Podio.</returns>
    /// <exception cref="ObjectDisposedException">The application has stopped.</exception>
    public static SignedInTokenSource? FindSignedIn(this PodioTokenSources sources, ClaimsPrincipal? user)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return UserLogin.Of(user) is { } login ? sources.SignedIn(login.Name) : null;
    }

    /// <summary>Adds middleware that makes a user whose login has ended sign in again: a <see cref="TokenUnavailableException"/> that says
    /// so becomes a challenge of the default scheme instead of a failed request, or, if that scheme is one of Podio's, of the one that
    /// started the login. The login's cookie is deleted. If several logins of the user have ended, this applies to the first.</summary>
    /// <remarks>Add it after the exception handling middleware and before the endpoints. It does nothing if the endpoint handles the error
    /// or the response has started.</remarks>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UsePodioSignInAgain(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.UseMiddleware<SignInAgainMiddleware>();
    }

    private static void AddUserLogins(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.TryAddSingleton<UserLogins>();
        services.AddHttpClient(UserLogins.ApiClient)
            .ConfigurePrimaryHttpMessageHandler(HttpClientTransport.CreateHandler)
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear())
            .RedactLoggedHeaders(_ => true);
    }
}
