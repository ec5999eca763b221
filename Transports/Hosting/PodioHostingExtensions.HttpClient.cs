using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace PodioOAuth.Functional;

public static partial class PodioHostingExtensions
{
    /// <summary>Adds a <see cref="PodioTokenHandler"/> for a configured source. Register retry handlers before it: handlers that are
    /// registered first are outermost.</summary>
    /// <remarks>
    /// <para><c>AddStandardResilienceHandler</c> returns another builder: keep this one in a variable, and call both methods on it.</para>
    /// <para>If the primary handler is one of .NET's without a proxy of its own, plain http requests to loopback bypass
    /// <see cref="HttpClient.DefaultProxy"/>.</para>
    /// </remarks>
    /// <param name="builder">The client.</param>
    /// <param name="source">The name of the source. A name that isn't configured is an error when the application starts.</param>
    /// <param name="configure">Configures where the token is sent. By default, to the configured API only.</param>
    /// <param name="registration">The name of the source's registration; null for the default one. A missing registration is an error when
    /// the application starts.</param>
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

    /// <summary>Adds a <see cref="PodioTokenHandler"/> that selects the source by the request, for example by the tenant in its
    /// <see cref="HttpRequestMessage.Options"/>.</summary>
    /// <remarks>
    /// <para>The service provider is the handler's: the scope that <see cref="IHttpClientFactory"/> creates for it, which lives as long as
    /// the handler and serves all of its requests. Scoped services are therefore not those of the request that the application is
    /// processing; get those from the message's options, or from an accessor such as ASP.NET Core's <c>IHttpContextAccessor</c>.</para>
    /// <para>If the primary handler is one of .NET's that hasn't sent a request yet, cookies are turned off: those of one login would be
    /// sent with the calls of the next.</para>
    /// </remarks>
    /// <param name="builder">The client.</param>
    /// <param name="source">Selects the source from the <see cref="PodioTokenSources"/> of the services. Called once per request,
    /// concurrently.</param>
    /// <param name="configure">Configures where the token is sent. By default, to the configured API only.</param>
    /// <param name="registration">The name of the sources' registration; null for the default one. A missing registration is an error when
    /// the application starts.</param>
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

    // The factory logs a request's headers. The application chooses which values are redacted, except for this one.
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
        if (call.Kind == ApiCallKind.Answered)
        {
            meter.RateLimitSeen(registration, name, call);
            return; // Every call comes here: it needs no name.
        }

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
        }
    };
}
