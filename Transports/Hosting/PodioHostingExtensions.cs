using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Extension methods that register token sources, let HTTP clients call Podio's API with a token, and check the health of
/// sources.</summary>
public static partial class PodioHostingExtensions
{
    /// <summary>The name of the HttpClient that requests tokens; for a named registration, it is followed by a colon and the registration's
    /// name. Its handlers are the library's own: it follows no redirect, ignores retry handlers among the application's defaults, and sends
    /// plain http requests to loopback directly, never through a proxy. If those defaults turn its timeout off, as resilience handlers do,
    /// it's the 100 seconds that <see cref="HttpClient"/> has by default.</summary>
    public const string TokenClientName = "PodioOAuth.Functional";

    private static readonly TimeSpan TokenTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Registers <see cref="PodioTokenSources"/>, with settings from code.</summary>
    /// <remarks>A further call adds to the settings. It is an error at startup if it changes the API key or the API's address.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Configures the settings.</param>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, Action<PodioOAuthOptions> configure) =>
        services.AddPodioOAuth(Options.DefaultName, configure);

    /// <summary>Registers <see cref="PodioTokenSources"/>, with settings from the configuration, including later changes.</summary>
    /// <remarks>A further call adds to the settings. It is an error at startup if it changes the API key or the API's address.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The section, with <c>ClientId</c>, <c>ClientSecret</c>, <c>Sources</c> …</param>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPodioOAuth(Options.DefaultName, configuration);

    /// <summary>Registers <see cref="PodioTokenSources"/>, and for each configured name a keyed <see cref="NamedTokenSource"/> and
    /// <see cref="TokenProvider"/>. The settings are <see cref="PodioOAuthOptions"/>, which you configure as you like; they are validated
    /// when the application starts.</summary>
    /// <param name="services">The application's services.</param>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services) => services.AddPodioOAuth(Options.DefaultName);

    /// <summary>Registers one of several API keys, with settings from code.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">A name for the API key, as for <see cref="AddPodioOAuth(IServiceCollection, string)"/>.</param>
    /// <param name="configure">Configures the settings.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> contains a colon.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, string name, Action<PodioOAuthOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddPodioOAuth(name).WithSettings(configuration: null, (options, _) => configure(options));
    }

    /// <summary>Registers one of several API keys, with settings from the configuration, including later changes.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">A name for the API key, as for
    /// <see cref="AddPodioOAuth(IServiceCollection, string)"/>.</param>
    /// <param name="configuration">The section, with <c>ClientId</c>, <c>ClientSecret</c>, <c>Sources</c> …</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> contains a colon.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = services.AddPodioOAuth(name).WithSettings(configuration, configuration.BindTo);
        services.AddSingleton<IOptionsChangeTokenSource<PodioOAuthOptions>>(
            new ConfigurationChangeTokenSource<PodioOAuthOptions>(name, configuration));
        return builder;
    }

    /// <summary>Registers one of several API keys: <see cref="PodioTokenSources"/> with its name as the service key, and a
    /// <see cref="NamedTokenSource"/> and <see cref="TokenProvider"/> with the key <c>name:source</c> for each source of its settings,
    /// which are the <see cref="PodioOAuthOptions"/> with this name.</summary>
    /// <remarks>Each registration has its own settings, store and token client: the secret of one is never sent for the sources of another.
    /// Registrations may share a store because the client ID is a part of every login's key.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="name">A name for the API key. Must not be a secret. Case-sensitive. Empty for the default registration.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> contains a colon.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registration = new Registration(name);
        if (!services.Any(it => it.ServiceType == typeof(PodioTokenSources) && Equals(it.ServiceKey, registration.Key)))
        {
            services.AddRegistration(registration);
        }

        return new PodioOAuthBuilder(services, registration);
    }

    private static PodioOAuthBuilder WithSettings(
        this PodioOAuthBuilder builder, IConfiguration? configuration, Action<PodioOAuthOptions, SettingsSection> configure)
    {
        var section = SettingsSection.Of(builder.Registration, configuration);
        builder.Services.AddSingleton(section);
        builder.Services.Configure<PodioOAuthOptions>(builder.Name, options => OneApiKey.Configure(options, section, configure));
        return builder;
    }

    private static void AddRegistration(this IServiceCollection services, Registration registration)
    {
        services.AddSettings(registration);
        services.AddSingleton(registration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PodioMeter>();
        services.AddKeyedSingleton(registration.Key, (provider, _) => SourcesFactory.Create(provider, registration));
        // A container would keep a singleton for each key that is ever requested.
        services.TryAddKeyedTransient(KeyedService.AnyKey, (provider, name) => NamedTokenSource.Of(provider, name));
        services.TryAddKeyedTransient<TokenProvider>(
            KeyedService.AnyKey, (provider, name) => NamedTokenSource.Of(provider, name).GetTokenAsync);
        services.AddHttpClient(registration.TokenClient)
            .ConfigureHttpClient(client =>
            {
                client.BaseAddress = null;
                client.DefaultRequestHeaders.Clear();
                // The default that turns it off relies on a handler, and that is removed below.
                client.Timeout = client.Timeout == Timeout.InfiniteTimeSpan ? TokenTimeout : client.Timeout;
            })
            .ConfigurePrimaryHttpMessageHandler(HttpClientTransport.CreateHandler)
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
        services.PostConfigure<HttpClientFactoryOptions>(registration.TokenClient, DirectRoute.Demand);
    }

    /// <summary>Records that the application uses a source of a registration, or the registration alone, so that a missing one is an error
    /// at startup.</summary>
    private static Registration Expect(this IServiceCollection services, string? registration, string? source)
    {
        var expected = new Registration(registration ?? Options.DefaultName);
        services.AddSettings(expected);
        services.AddSingleton(new ExpectedSource(expected, source));
        return expected;
    }

    private static void AddSettings(this IServiceCollection services, Registration registration)
    {
        services.AddOptions<PodioOAuthOptions>(registration.Name).ValidateOnStart();
        services.AddLogging();
        services.TryAddSingleton<IOptionsFactory<PodioOAuthOptions>, LastGoodSettings>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PodioOAuthOptions>, PodioOAuthOptionsValidator>());
    }
}
