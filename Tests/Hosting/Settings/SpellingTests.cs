namespace PodioOAuth.Functional.Hosting.Tests.Settings;

/// <summary>The name of a source is a key of the configuration, where case does not count: JSON says <c>crm</c>, an environment variable
/// <c>CRM</c>.</summary>
public sealed class SpellingTests : OnServed
{
    [Theory, InlineData("crm", "CRM"), InlineData("CRM", "crm")]
    public async Task Layers_of_a_configuration_that_spell_it_in_two_ways_configure_one_source(string first, string second)
    {
        var json = $$"""{ "Podio": { "Sources": { "{{first}}": { "AppId": {{SamplePodio.AppId}} } } } }""";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Served.Configuration.AsEnumerable().Where(
                setting => !setting.Key.Contains("crm", StringComparison.Ordinal)))
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
            .AddInMemoryCollection([KeyValuePair.Create($"Podio:Sources:{second}:AppToken", (string?)SamplePodio.AppToken.Reveal())])
            .Build();
        await using var services = Served.NewCollection(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        using var response = await services.Client().GetAsync("echo"); // Its handler asks for "crm".
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(2, services.GetRequiredService<PodioTokenSources>().Names.Count()); // With "jane".
    }

    [Fact]
    public async Task A_name_is_case_insensitive_and_returned_as_configured()
    {
        Served.Podio.Update(state => state.WithSettings(
            state.Settings with { UserCallLimit = new Serving.CallLimit(1000, TimeSpan.FromHours(1)) }));
        Served.AddClient("shouting").AddPodioToken("CRM");
        Served.Collection.AddHealthChecks().AddPodioTokenCheck("Crm");
        Served.Services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Same(Served.Sources.Get("crm"), Served.Sources.Get("CRM"));
        Assert.Equal("crm", Served.Services.GetRequiredKeyedService<NamedTokenSource>("cRm").Name);
        using var meters = Served.Meters();
        Assert.Equal(200, await Served.CallAsync("shouting"));
        meters.Observe();
        Assert.Equal(
            ["podio.oauth.source=crm", "podio.oauth.source=crm"],
            meters.All.Select(measured => measured.Tags).Where(tags => tags.Contains("source", StringComparison.Ordinal)));
    }

    [Theory, InlineData("crm"), InlineData("jane"), InlineData("person")]
    public async Task A_name_whose_case_changes_keeps_its_login(string name)
    {
        var store = new InMemoryTokenStore(Served.Clock);
        Served.Configuration["Podio:Sources:person:Login"] = "somebody";
        var settings = Served.Configuration.AsEnumerable().Where(setting => setting.Value is not null).ToDictionary();
        var before = await TokenAsync(settings, name);
        var shouted = settings.Select(setting => KeyValuePair.Create(
            setting.Key.Replace($":{name}:", $":{name.ToUpperInvariant()}:", StringComparison.Ordinal), setting.Value));
        Assert.Equal(before, await TokenAsync(shouted, name.ToUpperInvariant()));
        Assert.Equal(1, Served.Exchanges);

        async Task<Secret> TokenAsync(IEnumerable<KeyValuePair<string, string?>> settings, string name)
        {
            var collection = Served.NewCollection(Served.ConfigurationOf(settings));
            collection.AddPodioOAuth().UseStore(_ => store);
            await using var services = collection.BuildServiceProvider();
            var source = services.GetRequiredService<PodioTokenSources>().Get(name);
            var answer = source is SignedInTokenSource person && Served.Exchanges == 0
                ? await person.SignInAsync(Served.NewCode(), SamplePodio.RedirectUri)
                : await source.GetTokenAsync();
            return answer.Right().AccessToken;
        }
    }
}
