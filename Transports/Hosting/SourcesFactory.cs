using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Puts the application's sources together from its services.</summary>
internal static class SourcesFactory
{
    internal static PodioTokenSources Create(IServiceProvider services)
    {
        var monitor = services.GetRequiredService<IOptionsMonitor<PodioOAuthOptions>>();
        var meter = services.GetRequiredService<PodioMeter>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(PodioLog.Category);
        var settings = monitor.CurrentValue;
        var endpoint = EndpointOf(settings);
        var options = OptionsOf(services, endpoint);
        var registry = new TokenSourceRegistry(
            ExchangeOf(services, meter, endpoint, options.TimeProvider),
            options,
            settings.IdleTimeout,
            (key, what) =>
            {
                meter.Told(key, what);
                logger.Told(key, what);
            });
        var sources = new PodioTokenSources(
            registry, endpoint, monitor, exception => logger.SettingsRejected(string.Join("; ", exception.Failures)));
        meter.Watch(sources, options.TimeProvider);
        return sources;
    }

    private static PodioEndpoint EndpointOf(PodioOAuthOptions settings) => settings.ApiBase is null
        ? PodioEndpoint.Default
        : PodioEndpoint.Create(settings.ApiBase).Match(
            Right: endpoint => endpoint,
            Left: error => throw new OptionsValidationException(
                Options.DefaultName, typeof(PodioOAuthOptions), [error.Describe()]));

    private static TokenSourceOptions OptionsOf(IServiceProvider services, PodioEndpoint endpoint)
    {
        var initial = TokenSourceOptions.Default with { TimeProvider = services.GetRequiredService<TimeProvider>() };
        return services.GetServices<TokenSourceChange>().Aggregate(initial, (options, it) => it.Change(services, options)) with
        {
            Endpoint = endpoint,
        };
    }

    // A client for each request: the factory renews what lies below it.
    private static TokenExchange ExchangeOf(IServiceProvider services, PodioMeter meter, PodioEndpoint endpoint, TimeProvider time)
    {
        var clients = services.GetRequiredService<IHttpClientFactory>();
        TokenExchange exchange = async (request, cancellationToken) =>
        {
            using var client = clients.CreateClient(PodioHostingExtensions.TokenClientName);
            return await HttpClientTransport.Create(client, endpoint).RequestTokenAsync(request, cancellationToken).ConfigureAwait(false);
        };
        return services.GetServices<ExchangeDecoration>()
            .Aggregate(exchange.WithTelemetry(meter, endpoint, time), (decorated, it) => it.Decorate(services, decorated));
    }
}
