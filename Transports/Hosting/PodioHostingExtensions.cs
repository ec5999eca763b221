using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Registers token sources with an application, has its clients call Podio's API with a token, and checks their health.</summary>
public static partial class PodioHostingExtensions
{
    /// <summary>The name of the HttpClient that asks for tokens; that of a named registration is this, a colon and the registration's name.
    /// Its handlers are the library's own: it follows no redirect, takes over no retry handler from the application's defaults, and sends
    /// nothing through a proxy that goes over plain http to loopback.</summary>
    public const string TokenClientName = "PodioOAuth.Functional";

    /// <summary>Registers <see cref="PodioTokenSources"/>, with settings that are made by code.</summary>
    /// <remarks>A further call adds to the settings, and fails at start where it changes the API key or the API's address.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Makes the settings.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, Action<PodioOAuthOptions> configure) =>
        services.AddPodioOAuth(Options.DefaultName, configure);

    /// <summary>Registers <see cref="PodioTokenSources"/>, with settings from the configuration. They are followed when they
    /// change.</summary>
    /// <remarks>A further call adds to the settings, and fails at start where it changes the API key or the API's address.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The section: <c>ClientId</c>, <c>ClientSecret</c>, <c>Sources</c> …</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPodioOAuth(Options.DefaultName, configuration);

    /// <summary>Registers <see cref="PodioTokenSources"/>, and under each configured name a keyed <see cref="NamedTokenSource"/> and
    /// <see cref="TokenProvider"/>. The settings are <see cref="PodioOAuthOptions"/>, configured as you like; they are checked when the
    /// application starts.</summary>
    /// <param name="services">The application's services.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services) => services.AddPodioOAuth(Options.DefaultName);

    /// <summary>Registers one API key of several, with settings that are made by code.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">A name for the API key, as for
    /// <see cref="AddPodioOAuth(IServiceCollection, string)"/>.</param>
    /// <param name="configure">Makes the settings.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> contains a colon.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, string name, Action<PodioOAuthOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddPodioOAuth(name).WithSettings(configuration: null, (options, _) => configure(options));
    }

    /// <summary>Registers one API key of several, with settings from the configuration. They are followed when they change.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">A name for the API key, as for
    /// <see cref="AddPodioOAuth(IServiceCollection, string)"/>.</param>
    /// <param name="configuration">The section: <c>ClientId</c>, <c>ClientSecret</c>, <c>Sources</c> …</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> contains a colon.</exception>
    public static PodioOAuthBuilder AddPodioOAuth(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = services.AddPodioOAuth(name).WithSettings(configuration, configuration.BindTo);
        services.AddSingleton<IOptionsChangeTokenSource<PodioOAuthOptions>>(
            new ConfigurationChangeTokenSource<PodioOAuthOptions>(name, configuration));
        return builder;
    }

    /// <summary>Registers one API key of several: <see cref="PodioTokenSources"/> under its name as a key, and under <c>name:source</c> a
    /// keyed <see cref="NamedTokenSource"/> and <see cref="TokenProvider"/> for each source of its settings, which are the
    /// <see cref="PodioOAuthOptions"/> of this name.</summary>
    /// <remarks>Each registration has settings, a store and a token client of its own: the secret of one is never sent for the sources of
    /// another. Registrations may share a store, for the client id is a part of the key of every login.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="name">A name for the API key: no secret. Case counts. Empty for the registration without a name.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
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
        // A container would keep a singleton for each key that anybody ever asks for.
        services.TryAddKeyedTransient(KeyedService.AnyKey, (provider, name) => NamedTokenSource.Of(provider, name));
        services.TryAddKeyedTransient<TokenProvider>(
            KeyedService.AnyKey, (provider, name) => NamedTokenSource.Of(provider, name).GetTokenAsync);
        services.AddHttpClient(registration.TokenClient)
            .ConfigureHttpClient(client =>
            {
                client.BaseAddress = null;
                client.DefaultRequestHeaders.Clear();
            })
            .ConfigurePrimaryHttpMessageHandler(HttpClientTransport.CreateHandler)
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
        services.PostConfigure<HttpClientFactoryOptions>(registration.TokenClient, DirectRoute.Demand);
    }

    /// <summary>Has the application ask for a source of a registration, or for the registration alone: what is missing of it is an error at
    /// start.</summary>
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
