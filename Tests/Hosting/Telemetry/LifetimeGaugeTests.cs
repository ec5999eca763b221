namespace PodioOAuth.Functional.Hosting.Tests.Telemetry;

/// <summary>The gauge of remaining lifetimes looks at the sources that there are: a scrape changes nothing, and fails at no time.</summary>
public sealed class LifetimeGaugeTests : OnServed
{
    private static readonly double EightHours = TimeSpan.FromHours(8).TotalSeconds;

    [Fact]
    public async Task A_scrape_creates_no_source_and_reads_no_store()
    {
        var store = new ScriptedStore();
        await using var podio = await Served.StartAsync(store);
        using var meters = podio.Meters();
        Assert.Empty(Scrape(meters)); // Before the sources themselves.
        var sources = podio.Sources;
        Assert.Empty(Scrape(meters));
        Assert.Equal((0, 0, 0), (sources.Registry.Count, store.Reads, podio.Exchanges));

        _ = await podio.TokenAsync();
        var reads = store.Reads;
        Assert.Equal(["crm 28800"], Scrape(meters));
        Assert.Equal((1, reads, 1), (sources.Registry.Count, store.Reads, podio.Exchanges));
    }

    [Fact]
    public async Task A_scrape_reads_no_settings()
    {
        var reads = 0;
        Served.Collection.PostConfigure<PodioOAuthOptions>(_ => reads++);
        using var meters = Served.Meters();
        _ = await Served.TokenAsync();

        Served.Services.GetRequiredService<IOptionsMonitorCache<PodioOAuthOptions>>().Clear();
        Assert.Equal(["crm 28800"], Scrape(meters));
        Assert.Equal(1, reads);

        Served.Change("Podio:ClientSecret", "");
        var (readsBefore, eventsBefore) = (reads, Served.Log.Events.ToList());
        Assert.Equal(["crm 28800"], Scrape(meters));
        Assert.Equal(readsBefore, reads);
        Assert.Equal(eventsBefore, Served.Log.Events);
    }

    [Fact]
    public async Task After_changed_settings_the_old_token_is_measured_until_the_new_ones_are_used()
    {
        using var meters = Served.Meters();
        _ = await Served.TokenAsync();
        Served.Clock.Advance(TimeSpan.FromHours(1));
        Served.Podio.Update(state => state.WithApp(SamplePodio.AppId, "another-made-up-token"));
        Served.Change("Podio:Sources:crm:AppToken", "another-made-up-token");
        Assert.Equal(["crm 25200"], Scrape(meters));
        var changed = Served.Sources.Get("crm");
        Assert.Empty(Scrape(meters)); // It has no token yet.
        (await changed.GetTokenAsync()).Right();
        Assert.Equal(["crm 28800"], Scrape(meters));
    }

    [Fact]
    public async Task A_scrape_keeps_no_idle_source_and_omits_a_forgotten_one()
    {
        using var meters = Served.Meters();
        var crm = Served.Sources.Get("crm");
        _ = await Served.TokenAsync();
        Served.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(["crm 25260"], Scrape(meters));
        Served.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = Served.Sources.SignedIn("somebody");
        Assert.Equal(1, Served.Sources.Registry.Count);
        Assert.Empty(Scrape(meters));
        Assert.NotSame(crm, Served.Sources.Get("crm"));
    }

    [Fact]
    public async Task A_scrape_while_the_container_is_disposed_is_silent()
    {
        var (isAnswered, mayGoOn) = (NewGate(), NewGate());
        Served.Collection.AddPodioOAuth().Decorate((_, exchange) => async (request, cancellationToken) =>
        {
            var answer = await exchange(request, cancellationToken);
            isAnswered.SetResult();
            await mayGoOn.Task.WaitAsync(cancellationToken);
            return answer;
        });
        using var meters = Served.Meters();
        var asking = Served.TokenAsync();
        await isAnswered.Task;
        var disposing = Served.Services.DisposeAsync().AsTask(); // Waits for the exchange.
        Assert.False(disposing.IsCompleted);
        Assert.Empty(Scrape(meters));
        mayGoOn.SetResult();
        await disposing;
        await asking;
        Assert.Empty(Scrape(meters));
    }

    [Fact]
    public async Task A_disposed_container_reports_nothing_and_another_one_with_the_same_meter_continues()
    {
        await using var shared = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meters = new Meters(shared.GetRequiredService<IMeterFactory>());
        await using var first = await StartAsync(Served, shared, "crm");
        await using var second = await StartAsync(Served, shared, "jane");
        Assert.Equal(["crm 28800", "jane 28800"], Scrape(meters));
        await first.DisposeAsync();
        Assert.Equal(["jane 28800"], Scrape(meters));
        await second.DisposeAsync();
        Assert.Empty(Scrape(meters));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Containers_that_have_ended_leave_no_instrument_behind(bool isShared)
    {
        await using var shared = new ServiceCollection().AddMetrics().BuildServiceProvider();
        HashSet<object> factories = [];
        for (var container = 0; container < 20; container++)
        {
            await using var services = await StartAsync(Served, isShared ? shared : null, "crm");
            factories.Add(services.GetRequiredService<IMeterFactory>());
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
        await using var shared = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meters = new Meters(shared.GetRequiredService<IMeterFactory>());
        for (var container = 0; container < 5; container++)
        {
            var services = await StartAsync(Served, shared, "crm", "jane");
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

    // A container with tokens of these sources, whose meter may outlive it.
    private static async Task<ServiceProvider> StartAsync(Served podio, IServiceProvider? shared, params string[] names)
    {
        var collection = podio.NewCollection();
        if (shared is not null)
        {
            collection.AddSingleton(shared.GetRequiredService<IMeterFactory>());
        }

        var services = collection.BuildServiceProvider();
        foreach (var name in names)
        {
            (await services.GetRequiredService<PodioTokenSources>().Get(name).GetTokenAsync()).Right();
        }

        return services;
    }

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
