using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Registers token sources with an application, has its clients call Podio's API with a token, and checks their health.</summary>
public static partial class PodioHostingExtensions
{
    /// <summary>The name of the HttpClient that asks for tokens. Its handlers are the library's own: it follows no redirect, and takes over
    /// no retry handler from the application's defaults.</summary>
    public const string TokenClientName = "PodioOAuth.Functional";

    /// <summary>Registers <see cref="PodioTokenSources"/>, with settings that are made by code.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Makes the settings.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, Action<PodioOAuthOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = services.AddPodioOAuth();
        services.Configure(configure);
        return builder;
    }

    /// <summary>Registers <see cref="PodioTokenSources"/>, with settings from the configuration. They are followed when they
    /// change.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The section: <c>ClientId</c>, <c>ClientSecret</c>, <c>Sources</c> …</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = services.AddPodioOAuth();
        services.AddSingleton<IOptionsChangeTokenSource<PodioOAuthOptions>>(
            new ConfigurationChangeTokenSource<PodioOAuthOptions>(configuration));
        services.Configure<PodioOAuthOptions>(configuration.BindTo);
        return builder;
    }

    /// <summary>Registers <see cref="PodioTokenSources"/>, and under each configured name a keyed <see cref="NamedTokenSource"/> and
    /// <see cref="TokenProvider"/>. The settings are <see cref="PodioOAuthOptions"/>, configured as you like; they are checked when the
    /// application starts.</summary>
    /// <param name="services">The application's services.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddMetrics();
        services.AddLogging();
        services.AddOptions<PodioOAuthOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PodioOAuthOptions>, PodioOAuthOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PodioMeter>();
        services.TryAddSingleton(SourcesFactory.Create);
        services.TryAddKeyedSingleton(
            KeyedService.AnyKey,
            (provider, name) => new NamedTokenSource(provider.GetRequiredService<PodioTokenSources>(), (string)name!));
        services.TryAddKeyedSingleton<TokenProvider>(
            KeyedService.AnyKey,
            (provider, name) => provider.GetRequiredKeyedService<NamedTokenSource>(name).GetTokenAsync);
        services.AddHttpClient(TokenClientName)
            .ConfigureHttpClient(client =>
            {
                client.BaseAddress = null;
                client.DefaultRequestHeaders.Clear();
            })
            .ConfigurePrimaryHttpMessageHandler(HttpClientTransport.CreateHandler)
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
        return new PodioOAuthBuilder(services);
    }
}
