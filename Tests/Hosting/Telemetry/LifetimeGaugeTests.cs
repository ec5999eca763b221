using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional.Hosting.Tests.Telemetry;

/// <summary>The gauge of remaining lifetimes looks at the sources that there are: a scrape changes nothing, and fails at no time.</summary>
public sealed class LifetimeGaugeTests
{
    private static readonly double EightHours = TimeSpan.FromHours(8).TotalSeconds;

    [Fact]
    public async Task A_scrape_makes_no_source_and_reads_no_store()
    {
        await using var podio = await Served.StartAsync();
        var store = new CountingStore();
        var collection = podio.Services();
        collection.AddPodioOAuth().UseStore(_ => store);
        await using var services = collection.BuildServiceProvider();
        using var meters = MetersOf(services);
        Assert.Empty(Scrape(meters)); // Before the sources themselves.

        var sources = services.GetRequiredService<PodioTokenSources>();
        Assert.Empty(Scrape(meters));
        Assert.Equal((0, 0, 0), (sources.Registry.Count, store.Reads, podio.Exchanges));

        _ = (await sources.Get("crm").GetTokenAsync()).Right();
        var reads = store.Reads;
        Assert.Equal(["crm 28800"], Scrape(meters));
        Assert.Equal((1, reads, 1), (sources.Registry.Count, store.Reads, podio.Exchanges));
    }

    [Fact]
    public async Task A_scrape_reads_no_settings()
    {
        await using var podio = await Served.StartAsync();
        var configuration = Served.Configuration(podio.Settings());
        using var log = new LogBook();
        var reads = 0;
        var collection = podio.Services(configuration);
        collection.AddLogging(logging => logging.AddProvider(log));
        collection.PostConfigure<PodioOAuthOptions>(_ => reads++);
        await using var services = collection.BuildServiceProvider();
        using var meters = MetersOf(services);
        var sources = services.GetRequiredService<PodioTokenSources>();
        _ = (await sources.Get("crm").GetTokenAsync()).Right();

        services.GetRequiredService<IOptionsMonitorCache<PodioOAuthOptions>>().Clear();
        Assert.Equal(["crm 28800"], Scrape(meters));
        Assert.Equal(1, reads);

        configuration["Podio:ClientSecret"] = "";
        configuration.Reload();
        var (readsBefore, eventsBefore) = (reads, log.Events.ToList());
        Assert.Equal(["crm 28800"], Scrape(meters));
        Assert.Equal(readsBefore, reads);
        Assert.Equal(eventsBefore, log.Events);
    }

    [Fact]
    public async Task Of_changed_settings_the_old_token_is_measured_until_somebody_asks_by_the_new_ones()
    {
        await using var podio = await Served.StartAsync();
        var configuration = Served.Configuration(podio.Settings());
        await using var services = podio.Services(configuration).BuildServiceProvider();
        using var meters = MetersOf(services);
        var sources = services.GetRequiredService<PodioTokenSources>();
        _ = (await sources.Get("crm").GetTokenAsync()).Right();

        podio.Clock.Advance(TimeSpan.FromHours(1));
        podio.Podio.Update(state => state.WithApp(SamplePodio.AppId, "another-made-up-token"));
        configuration["Podio:Sources:crm:AppToken"] = "another-made-up-token";
        configuration.Reload();
        Assert.Equal(["crm 25200"], Scrape(meters));
        var changed = sources.Get("crm");
        Assert.Empty(Scrape(meters)); // It has no token yet.
        _ = (await changed.GetTokenAsync()).Right();
        Assert.Equal(["crm 28800"], Scrape(meters));
    }

    [Fact]
    public async Task A_scrape_keeps_no_idle_source_and_is_silent_of_one_that_is_forgotten()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        using var meters = MetersOf(services);
        var sources = services.GetRequiredService<PodioTokenSources>();
        var crm = sources.Get("crm");
        _ = (await crm.GetTokenAsync()).Right();
        podio.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(["crm 25260"], Scrape(meters));
        podio.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = sources.SignedIn("somebody");
        Assert.Equal(1, sources.Registry.Count);
        Assert.Empty(Scrape(meters));
        Assert.NotSame(crm, sources.Get("crm"));
    }

    [Fact]
    public async Task A_scrape_while_the_container_is_disposed_is_silent()
    {
        await using var podio = await Served.StartAsync();
        var (isAnswered, mayGoOn) = (NewGate(), NewGate());
        var collection = podio.Services();
        collection.AddPodioOAuth().Decorate((_, exchange) => async (request, cancellationToken) =>
        {
            var answer = await exchange(request, cancellationToken);
            isAnswered.SetResult();
            await mayGoOn.Task.WaitAsync(cancellationToken);
            return answer;
        });
        await using var services = collection.BuildServiceProvider();
        using var meters = MetersOf(services);
        var asking = services.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync();
        await isAnswered.Task;
        var disposing = services.DisposeAsync().AsTask(); // Waits for the exchange.
        Assert.False(disposing.IsCompleted);
        Assert.Empty(Scrape(meters));
        mayGoOn.SetResult();
        await disposing;
        _ = (await asking).Right();
        Assert.Empty(Scrape(meters));
    }

    [Fact]
    public async Task A_container_that_has_ended_is_silent_and_another_one_of_the_same_meter_goes_on()
    {
        await using var podio = await Served.StartAsync();
        await using var shared = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meters = MetersOf(shared);
        await using var first = await StartAsync("crm");
        await using var second = await StartAsync("jane");
        Assert.Equal(["crm 28800", "jane 28800"], Scrape(meters));
        await first.DisposeAsync();
        Assert.Equal(["jane 28800"], Scrape(meters));
        await second.DisposeAsync();
        Assert.Empty(Scrape(meters));

        async Task<ServiceProvider> StartAsync(string name)
        {
            var collection = podio.Services();
            collection.AddSingleton(shared.GetRequiredService<IMeterFactory>()); // Which outlives the container.
            var services = collection.BuildServiceProvider();
            _ = (await services.GetRequiredService<PodioTokenSources>().Get(name).GetTokenAsync()).Right();
            return services;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Containers_that_have_ended_leave_no_instrument_behind(bool isShared)
    {
        await using var podio = await Served.StartAsync();
        await using var shared = new ServiceCollection().AddMetrics().BuildServiceProvider();
        HashSet<object> factories = [];
        for (var container = 0; container < 20; container++)
        {
            var collection = podio.Services();
            if (isShared)
            {
                collection.AddSingleton(shared.GetRequiredService<IMeterFactory>());
            }

            await using var services = collection.BuildServiceProvider();
            factories.Add(services.GetRequiredService<IMeterFactory>());
            _ = (await services.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync()).Right();
        }

        List<string> left = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter is { Name: PodioTelemetry.Name, Scope: { } scope } && factories.Contains(scope))
                {
                    left.Add(instrument.Name);
                }
            },
        };
        listener.Start();
        Assert.Empty(left);
    }

    [Fact]
    public async Task Scrapes_at_the_very_moment_of_disposal_do_not_fail()
    {
        await using var podio = await Served.StartAsync();
        await using var shared = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meters = MetersOf(shared);
        for (var container = 0; container < 10; container++)
        {
            var collection = podio.Services();
            collection.AddSingleton(shared.GetRequiredService<IMeterFactory>());
            var services = collection.BuildServiceProvider();
            var sources = services.GetRequiredService<PodioTokenSources>();
            await Task.WhenAll(sources.Names.Select(async name => (await sources.Get(name).GetTokenAsync()).Right()));
            var (isScraping, isDisposed) = (NewGate(), false);
            var scraping = Task.Run(() =>
            {
                while (!Volatile.Read(ref isDisposed))
                {
                    meters.Observe();
                    isScraping.TrySetResult();
                }
            });
            await Task.WhenAny(isScraping.Task, scraping);
            await services.DisposeAsync();
            Volatile.Write(ref isDisposed, true);
            await scraping;
        }

        Assert.All(meters.All.Where(IsLifetime), measured => Assert.Equal(EightHours, measured.Value));
        Assert.Empty(Scrape(meters));
    }

    private static Meters MetersOf(IServiceProvider services) => new(services.GetRequiredService<IMeterFactory>());

    /// <summary>What one scrape measures.</summary>
    private static IEnumerable<string> Scrape(Meters meters)
    {
        var before = meters.All.Count;
        meters.Observe();
        return meters.All.Skip(before).Where(IsLifetime)
            .Select(measured => $"{measured.Tags.Split('=')[1]} {measured.Value}").Order(StringComparer.Ordinal);
    }

    private static bool IsLifetime(Measured measured) => measured.Name == "podio.oauth.token.remaining_lifetime";

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
