using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Settings;

/// <summary>The name of a source is a key of the configuration, where case does not count: JSON says <c>crm</c>, an environment variable
/// <c>CRM</c>.</summary>
public sealed class SpellingTests
{
    [Theory]
    [InlineData("crm", "CRM")]
    [InlineData("CRM", "crm")]
    public async Task Layers_of_a_configuration_that_spell_it_in_two_ways_configure_one_source(string first, string second)
    {
        await using var podio = await Served.StartAsync();
        var settings = podio.Settings();
        settings.Remove("Podio:Sources:crm:AppId");
        settings.Remove("Podio:Sources:crm:AppToken");
        var json = $$"""{ "Podio": { "Sources": { "{{first}}": { "AppId": {{SamplePodio.AppId}} } } } }""";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings)
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
            .AddInMemoryCollection([KeyValuePair.Create($"Podio:Sources:{second}:AppToken", (string?)SamplePodio.AppToken.Reveal())])
            .Build();
        await using var services = podio.Services(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        using var response = await services.Client().GetAsync("echo"); // Its handler asks for "crm".
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(2, services.GetRequiredService<PodioTokenSources>().Names.Count()); // With "jane".
    }

    [Fact]
    public async Task Whoever_asks_may_spell_it_in_any_way_and_is_told_how_it_was_configured()
    {
        await using var podio = await Served.StartAsync();
        var collection = podio.Services();
        collection.AddHttpClient("shouting", client => client.BaseAddress = podio.Address).AddPodioToken("CRM");
        collection.AddHealthChecks().AddPodioTokenCheck("Crm");
        await using var services = collection.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        var sources = services.GetRequiredService<PodioTokenSources>();
        Assert.Same(sources.Get("crm"), sources.Get("CRM"));
        Assert.Equal("crm", services.GetRequiredKeyedService<NamedTokenSource>("cRm").Name);
        using var response = await services.Client("shouting").GetAsync("echo");
        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Measurements_have_the_configured_spelling()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.WithSettings(
            state.Settings with { UserCallLimit = new Serving.CallLimit(1000, TimeSpan.FromHours(1)) }));
        var collection = podio.Services();
        collection.AddHttpClient("shouting", client => client.BaseAddress = podio.Address).AddPodioToken("CRM");
        await using var services = collection.BuildServiceProvider();
        using var meters = new Meters(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        using var response = await services.Client("shouting").GetAsync("echo");
        meters.Observe();
        Assert.Equal(
            ["podio.oauth.source=crm", "podio.oauth.source=crm"],
            meters.All.Select(measured => measured.Tags).Where(tags => tags.Contains("source", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("crm")]
    [InlineData("jane")]
    [InlineData("person")]
    public async Task A_name_that_is_spelled_in_another_way_from_now_on_keeps_its_login(string name)
    {
        await using var podio = await Served.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        var settings = podio.Settings();
        settings["Podio:Sources:person:Login"] = "somebody";
        var before = await TokenAsync(settings, name);
        var shouted = settings.ToDictionary(
            setting => setting.Key.Replace($":{name}:", $":{name.ToUpperInvariant()}:", StringComparison.Ordinal),
            setting => setting.Value);
        Assert.Equal(before, await TokenAsync(shouted, name.ToUpperInvariant()));
        Assert.Equal(1, podio.Exchanges);

        async Task<Secret> TokenAsync(Dictionary<string, string?> settings, string name)
        {
            var collection = new ServiceCollection();
            collection.AddSingleton<TimeProvider>(podio.Clock);
            collection.AddPodioOAuth(Served.Configuration(settings).GetSection("Podio")).UseStore(_ => store);
            await using var services = collection.BuildServiceProvider();
            var source = services.GetRequiredService<PodioTokenSources>().Get(name);
            return source is SignedInTokenSource person && podio.Exchanges == 0
                ? (await person.SignInAsync(podio.NewCode(), SamplePodio.RedirectUri)).Right().AccessToken
                : (await source.GetTokenAsync()).Right().AccessToken;
        }
    }
}
