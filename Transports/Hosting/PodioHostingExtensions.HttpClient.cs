using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace PodioOAuth.Functional;

public static partial class PodioHostingExtensions
{
    /// <summary>Adds a <see cref="PodioTokenHandler"/> over a configured source. Register retry handlers before it: what is registered
    /// first is outermost.</summary>
    /// <remarks>
    /// <para><c>AddStandardResilienceHandler</c> returns a builder of its own: keep this one in a variable, and call both on it.</para>
    /// <para>Where the primary handler is one of .NET's without a proxy of its own, it sends past <see cref="HttpClient.DefaultProxy"/>
    /// what goes over plain http to loopback.</para>
    /// </remarks>
    /// <param name="builder">The client.</param>
    /// <param name="source">The name of the source. One that is not configured is an error when the application starts.</param>
    /// <param name="configure">Where the token goes. By default to the configured API alone.</param>
    /// <param name="registration">The name of the source's registration; null for the one without. One that is missing is an error when
    /// the application starts.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddPodioToken(
        this IHttpClientBuilder builder,
        string source,
        Action<PodioTokenHandlerOptions>? configure = null,
        string? registration = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.AddHandler(
            builder.Services.Expect(registration, source),
            sources => sources.SpellingOf(source) ?? source,
            (sources, _, _) => sources.Get(source),
            configure);
    }

    /// <summary>Adds a <see cref="PodioTokenHandler"/> that chooses the source by the request: by its tenant, say, out of
    /// <see cref="HttpRequestMessage.Options"/>.</summary>
    /// <remarks>
    /// <para>The services are those of the handler: the scope that <see cref="IHttpClientFactory"/> makes for it, which lives as long as
    /// the handler and serves all of its requests. So what is scoped is not the one of the request that the application is answering;
    /// take that from the message's options, or from an accessor such as ASP.NET Core's <c>IHttpContextAccessor</c>.</para>
    /// <para>Where the primary handler is one of .NET's that has not sent anything yet, it keeps no cookies: those of one login would go
    /// with the calls of the next.</para>
    /// </remarks>
    /// <param name="builder">The client.</param>
    /// <param name="source">Chooses, from <see cref="PodioTokenSources"/> of the services. Called once a request, by many at once.</param>
    /// <param name="configure">Where the token goes. By default to the configured API alone.</param>
    /// <param name="registration">The name of the sources' registration; null for the one without. One that is missing is an error when
    /// the application starts.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddPodioTokenBy(
        this IHttpClientBuilder builder,
        Func<IServiceProvider, HttpRequestMessage, TokenSource> source,
        Action<PodioTokenHandlerOptions>? configure = null,
        string? registration = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, KeepNoCookies);
        return builder.AddHandler(
            builder.Services.Expect(registration, source: null),
            _ => "by request",
            (_, services, request) => source(services, request),
            configure);
    }

    private static IHttpClientBuilder AddHandler(
        this IHttpClientBuilder builder,
        Registration registration,
        Func<PodioTokenSources, string> name,
        Func<PodioTokenSources, IServiceProvider, HttpRequestMessage, TokenSource> source,
        Action<PodioTokenHandlerOptions>? configure)
    {
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, NeverLogToken);
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, DirectRoute.Prefer);
        return builder.AddHttpMessageHandler(services => new PodioTokenHandler(() =>
        {
            var options = new PodioTokenHandlerOptions();
            options.AllowedOrigins.Clear();
            var sources = services.GetRequiredKeyedService<PodioTokenSources>(registration.Key);
            options.AllowedOrigins.Add(sources.Endpoint.Api);
            configure?.Invoke(options);
            var observer = Observer(
                registration,
                () => name(sources),
                services.GetRequiredService<PodioMeter>(),
                services.GetRequiredService<ILoggerFactory>().CreateLogger(PodioLog.Category));
            return new TokenHandlerSetup(request => source(sources, services, request), options, observer);
        }));
    }

    // The factory logs a request's headers. Which values it leaves out is the application's to choose, but for this one.
    private static void NeverLogToken(HttpClientFactoryOptions options)
    {
        var isLeftOut = options.ShouldRedactHeaderValue;
        options.ShouldRedactHeaderValue = name => name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || isLeftOut(name);
    }

    private static void KeepNoCookies(HttpClientFactoryOptions options) =>
        options.HttpMessageHandlerBuilderActions.Add(builder => PrimaryHandler.Change(
            builder.PrimaryHandler,
            sockets: handler => handler.UseCookies = false,
            client: handler => handler.UseCookies = false));

    private static Action<ApiCall> Observer(Registration registration, Func<string> name, PodioMeter meter, ILogger logger) => call =>
    {
        var source = registration.NameOf(name());
        switch (call.Kind)
        {
            case ApiCallKind.Refused:
                logger.TokenRefused(source);
                break;
            case ApiCallKind.RateLimited:
                logger.RateLimited(source);
                break;
            case ApiCallKind.Replayed:
                logger.Replayed(source);
                break;
            case ApiCallKind.HeldBack:
                logger.HeldBack(source);
                break;
            case ApiCallKind.Answered when call.Remaining is { } remaining:
                meter.RateLimitSeen(registration, name(), remaining);
                break;
        }
    };
}
