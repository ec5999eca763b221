using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Lets people sign in to an ASP.NET Core application with Podio, and has its clients call Podio's API as the user of the
/// request.</summary>
public static class PodioAuthenticationExtensions
{
    /// <summary>Adds the scheme <see cref="PodioAuthenticationDefaults.AuthenticationScheme"/>, with the default options.</summary>
    /// <param name="builder">The application's authentication. It needs a sign-in scheme that keeps the ticket, a cookie as a rule; and
    /// the application needs <see cref="PodioHostingExtensions.AddPodioOAuth(IServiceCollection)"/> with the settings of the
    /// API key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static AuthenticationBuilder AddPodio(this AuthenticationBuilder builder) =>
        builder.AddPodio(PodioAuthenticationDefaults.AuthenticationScheme, PodioAuthenticationDefaults.DisplayName, configure: null);

    /// <summary>Adds the scheme <see cref="PodioAuthenticationDefaults.AuthenticationScheme"/>.</summary>
    /// <param name="builder">The application's authentication. It needs a sign-in scheme that keeps the ticket, a cookie as a rule; and
    /// the application needs <see cref="PodioHostingExtensions.AddPodioOAuth(IServiceCollection)"/> with the settings of the
    /// API key.</param>
    /// <param name="configure">Makes the options.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthenticationBuilder AddPodio(this AuthenticationBuilder builder, Action<PodioAuthenticationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.AddPodio(PodioAuthenticationDefaults.AuthenticationScheme, PodioAuthenticationDefaults.DisplayName, configure);
    }

    /// <summary>Adds a scheme under a name.</summary>
    /// <param name="builder">The application's authentication.</param>
    /// <param name="authenticationScheme">The name of the scheme.</param>
    /// <param name="displayName">The name that people see; null for none.</param>
    /// <param name="configure">Makes the options; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="authenticationScheme"/> is null.</exception>
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

    /// <summary>Adds a <see cref="PodioTokenHandler"/> over the login of the user of the current request. Where nobody is signed in with
    /// the API key of the registration, and outside of a request, a call ends in a <see cref="TokenUnavailableException"/> with a
    /// <see cref="SignInAgainError"/>.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Where the token goes. By default to the configured API alone.</param>
    /// <param name="registration">The name of the API key's registration; null for the one without. One that is missing is an error when
    /// the application starts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
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

    /// <summary>The source of a user who signed in with Podio, by the claim
    /// <see cref="PodioAuthenticationDefaults.LoginClaimType"/>.</summary>
    /// <param name="sources">The application's sources.</param>
    /// <param name="user">The user; null for none.</param>
    /// <returns>The source; null where the user has not signed in with Podio.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sources"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The application has ended.</exception>
    public static SignedInTokenSource? FindSignedIn(this PodioTokenSources sources, ClaimsPrincipal? user)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return UserLogin.Of(user) is { } login ? sources.SignedIn(login.Name) : null;
    }

    /// <summary>Has a user sign in again where the login has ended: a <see cref="TokenUnavailableException"/> that says so becomes the
    /// challenge of the default scheme, instead of a failed request; where that is one of Podio's, of the one by which the user had signed
    /// in. The cookie is taken away.</summary>
    /// <remarks>Put it after what handles exceptions, and before the endpoints. It does nothing where the endpoint handles the error, and
    /// where the reply has begun.</remarks>
    /// <param name="app">The application.</param>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is null.</exception>
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
