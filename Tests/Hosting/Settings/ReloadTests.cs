namespace PodioOAuth.Functional.Hosting.Tests.Settings;

/// <summary>Settings that change while the application runs.</summary>
public sealed class ReloadTests : OnServed
{
    private const string NewSecret = "another-made-up-secret";

    [Fact]
    public async Task A_changed_app_token_is_used_from_the_next_call_on()
    {
        await Served.CallAsync();
        Served.Podio.Update(state => state.WithApp(SamplePodio.AppId, new Secret(NewSecret)));
        Served.Change("Podio:Sources:crm:AppToken", NewSecret);
        Assert.Equal(200, await Served.CallAsync());
        Assert.Equal((2, 2), (Served.Exchanges, Served.CallsOf("/echo")));
    }

    [Fact]
    public async Task A_changed_client_secret_keeps_the_login_and_renews_it()
    {
        var source = Served.Services.GetRequiredKeyedService<NamedTokenSource>("crm");
        var first = (await source.GetTokenAsync()).Right();

        Served.Podio.Update(state => state.WithClient(new ClientCredentials(SamplePodio.Client.ClientId, NewSecret)));
        Served.Change("Podio:ClientSecret", NewSecret);
        Assert.Equal(first.AccessToken, (await source.GetTokenAsync()).Right().AccessToken);
        Assert.Equal(1, Served.Exchanges);

        Served.Clock.Advance(TimeSpan.FromHours(9));
        Assert.NotEqual(first.AccessToken, (await source.GetTokenAsync()).Right().AccessToken);
        Assert.Equal(["200", "200"], Served.Podio.Requests.Select(request => $"{request.Status}"));
        Assert.Equal("refresh_token", Served.Podio.Requests[^1].Fields["grant_type"]);
    }

    [Theory]
    [InlineData("Podio:ClientSecret", "", "Podio:ClientSecret: is empty")]
    [InlineData("Podio:ApiBase", "http://example.com/", "Podio:ApiBase: must be https")]
    [InlineData("Podio:Sources:crm:AppToken", "", "Podio:Sources:crm:AppToken: is empty")]
    [InlineData("Podio:Sources:crm:AppId", "no-number-but-a-token", "Podio:Sources:crm:AppId: must be an integer")]
    [InlineData(
        "Podio:Sources:late:AppId", "0", "Podio:Sources:late:AppId: is out of range; Podio:Sources:late:AppToken: is missing")]
    public async Task An_invalid_change_is_logged_once_and_the_last_valid_settings_stay_in_effect(string key, string value, string field)
    {
        Served.AddClient("later").AddPodioToken("crm");
        await Served.CallAsync();
        var good = Served.Configuration[key];
        Served.Change(key, value); // Whoever changes a file has no use for an exception.
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(200, await Served.CallAsync("later")); // Its handler is made only now.
        }

        var rejected = Assert.Single(Served.Log.Entries, entry => entry.Category == PodioLog.Category && entry.Event == 20);
        Assert.Contains(field, rejected.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("no-number-but-a-token", rejected.Text, StringComparison.Ordinal);

        Served.Configuration[key] = good;
        Served.Change("Podio:Sources:late:Login", "somebody");
        Assert.NotNull(Served.Sources.GetSignedIn("late"));
        Assert.Single(Served.Log.Events, id => id == 20);
    }

    [Fact]
    public async Task Code_that_fails_after_a_change_is_reported_once_and_the_last_valid_settings_stay_in_effect()
    {
        var isBroken = false;
        Served.Collection.Configure<PodioOAuthOptions>(options => _ = isBroken ? throw new FormatException(options.ClientSecret) : options);
        var source = Served.Sources.Get("crm");
        for (var round = 1; round <= 2; round++)
        {
            isBroken = true;
            Served.Change("Podio:ClientSecret", NewSecret);
            Served.Configuration.Reload();
            for (var request = 0; request < 5; request++)
            {
                await using var scope = Served.Services.CreateAsyncScope();
                var snapshot = scope.ServiceProvider.GetRequiredService<IOptionsSnapshot<PodioOAuthOptions>>().Value;
                Assert.Equal(SamplePodio.Client.ClientSecret.Reveal(), snapshot.ClientSecret);
                Assert.Same(source, Served.Sources.Get("crm"));
            }

            Assert.Equal(round, Served.Log.Events.Count(id => id == 20));
            isBroken = false;
            Served.Change("Podio:ClientSecret", SamplePodio.Client.ClientSecret.Reveal());
            Assert.Same(source, Served.Sources.Get("crm"));
        }

        var told = Served.Log.Entries.First(entry => entry.Category == PodioLog.Category && entry.Event == 20).Text;
        Assert.Contains("System.FormatException", told, StringComparison.Ordinal);
        Assert.DoesNotContain(NewSecret, told, StringComparison.Ordinal);
        Served.Change("Podio:ClientSecret", NewSecret);
        Assert.NotSame(source, Served.Sources.Get("crm"));
    }

    [Fact]
    public async Task Without_valid_settings_it_throws_until_there_are_some()
    {
        Served.Configuration["Podio:ClientSecret"] = "";
        for (var call = 0; call < 2; call++)
        {
            Assert.Throws<OptionsValidationException>(() => Served.Sources);
            await Assert.ThrowsAsync<OptionsValidationException>(() => Served.CallAsync());
        }

        Served.Change("Podio:ClientSecret", SamplePodio.Client.ClientSecret.Reveal());
        Assert.Equal(200, await Served.CallAsync()); // The factory of clients keeps what failed forever.
    }

    [Fact]
    public async Task A_change_of_the_builder_runs_once_and_is_repeated_if_it_fails()
    {
        var (made, isDown) = (0, true);
        Served.Collection.AddPodioOAuth().UseStore(_ =>
        {
            made++;
            return isDown ? throw new IOException("The store is down.") : new InMemoryTokenStore(Served.Clock);
        });
        await Assert.ThrowsAsync<IOException>(() => Served.CallAsync());
        isDown = false;
        Served.Change("Podio:Sources:late:Login", "somebody");
        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(200, await Served.CallAsync());
            Served.Configuration.Reload();
        }

        Assert.Equal(2, made);
    }

    public static TheoryData<string, Action<PodioOAuthBuilder>> WithoutResult => new()
    {
        { "UseStore", builder => builder.UseStore(_ => null!) },
        { "Configure", builder => builder.Configure((_, _) => null!) },
        { "Decorate", builder => builder.Decorate((_, _) => null!) },
    };

    [Theory, MemberData(nameof(WithoutResult))]
    public async Task A_change_of_the_builder_that_returns_null_is_reported(string name, Action<PodioOAuthBuilder> change)
    {
        await using var podio = await Served.StartAsync();
        change(podio.Collection.AddPodioOAuth());
        var exception = Assert.Throws<InvalidOperationException>(() => podio.Sources);
        Assert.Equal($"The function passed to PodioOAuthBuilder.{name} returned null.", exception.Message);
    }

    [Fact]
    public async Task The_api_stays_where_it_was_at_start()
    {
        _ = Served.Sources;
        Served.Change("Podio:ApiBase", "https://podio.example.com/");
        Assert.Equal(200, await Served.CallAsync()); // With the token: the handler was made after the change.
        var stub = StubHandler.Always(Answers.Ok);
        Served.AddClient("public").AddPodioToken("crm").ConfigurePrimaryHttpMessageHandler(() => stub);
        await using var services = Served.Collection.BuildServiceProvider();
        using var response = await services.Client("public").GetAsync(TokenBench.Item);
        Assert.Null(Assert.Single(stub.Requests).Authorization);
    }
}
