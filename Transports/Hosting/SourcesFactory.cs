using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Creates the application's sources from its services.</summary>
internal static class SourcesFactory
{
    internal static PodioTokenSources Create(IServiceProvider services, Registration registration)
    {
        var monitor = services.GetRequiredService<IOptionsMonitor<PodioOAuthOptions>>();
        var meter = services.GetRequiredService<PodioMeter>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(PodioLog.Category);
        var settings = monitor.Get(registration.Name);
        var endpoint = EndpointOf(settings, registration);
        var options = OptionsOf(services, registration, endpoint);
        var registry = new TokenSourceRegistry(
            ExchangeOf(services, registration, meter, endpoint, options.TimeProvider),
            options,
            settings.IdleTimeout,
            (key, what) =>
            {
                meter.Told(registration, key, what);
                logger.Told(registration, key, what);
            });
        var sources = new PodioTokenSources(registration, registry, endpoint, monitor);
        meter.Watch(sources, options.TimeProvider);
        return sources;
    }

    private static PodioEndpoint EndpointOf(PodioOAuthOptions settings, Registration registration) => settings.ApiBase is null
        ? PodioEndpoint.Default
        : PodioEndpoint.Create(settings.ApiBase).Match(
            Right: endpoint => endpoint,
            Left: error => throw new OptionsValidationException(
                registration.Name, typeof(PodioOAuthOptions), [error.Describe()]));

    private static TokenSourceOptions OptionsOf(IServiceProvider services, Registration registration, PodioEndpoint endpoint)
    {
        var initial = TokenSourceOptions.Default with { TimeProvider = services.GetRequiredService<TimeProvider>() };
        return services.GetKeyedServices<TokenSourceChange>(registration.Key)
            .Aggregate(initial, (options, it) => it.Change(services, options) ?? throw Null("Configure")) with
        {
            Endpoint = endpoint,
        };
    }

    // A client per request, because the factory renews the handlers below it.
    private static TokenExchange ExchangeOf(
        IServiceProvider services, Registration registration, PodioMeter meter, PodioEndpoint endpoint, TimeProvider time)
    {
        DirectRoute.Check(services.GetRequiredService<IHttpMessageHandlerFactory>(), registration.TokenClient, endpoint);
        var clients = services.GetRequiredService<IHttpClientFactory>();
        var direct = new TransportOptions { BypassesDefaultProxy = true }; // DirectRoute ensures it.
        TokenExchange exchange = async (request, cancellationToken) =>
        {
            using var client = clients.CreateClient(registration.TokenClient);
            return await HttpClientTransport.Create(client, endpoint, direct)
                .RequestTokenAsync(request, cancellationToken).ConfigureAwait(false);
        };
        return services.GetKeyedServices<ExchangeDecoration>(registration.Key).Aggregate(
            exchange.WithTelemetry(registration, meter, endpoint, time),
            (decorated, it) => it.Decorate(services, decorated) ?? throw Null("Decorate"));
    }

    private static InvalidOperationException Null(string method) =>
        new($"The function passed to {nameof(PodioOAuthBuilder)}.{method} returned null.");
}
