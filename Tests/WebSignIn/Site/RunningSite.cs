using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using WebSignIn;

namespace PodioOAuth.Functional.WebSignIn.Tests.Site;

/// <summary>The site on a port of its own, with its local Podio, all of its log, and the tokens that it was given.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly WebSite _site;

    private RunningSite(WebSite site, LogCapture log, TokenSpy tokens) => (_site, Log, Tokens) = (site, log, tokens);

    internal Uri Address => _site.Address;

    /// <summary>Where it listens, whatever it says of its address.</summary>
    internal Uri Listens => _site.Listens;

    internal InMemoryPodio Podio => _site.StandIn!.Podio;

    internal Uri PodioAddress => _site.StandIn!.Server.Address;

    internal LogCapture Log { get; }

    internal TokenSpy Tokens { get; }

    internal static async Task<RunningSite> StartAsync(
        TimeProvider? time = null,
        Action<IServiceCollection>? services = null,
        string? address = null,
        params KeyValuePair<string, string?>[] settings)
    {
        var (log, tokens) = (new LogCapture(), new TokenSpy());
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<IHttpMessageHandlerBuilderFilter>(tokens);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        services?.Invoke(builder.Services);
        builder.Configuration["Site:Address"] = address;
        builder.Configuration.AddInMemoryCollection(settings);
        return new RunningSite(await WebSite.StartAsync(builder), log, tokens);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
