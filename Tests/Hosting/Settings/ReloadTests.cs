using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PodioOAuth.Functional.Hosting.Tests.Settings;

/// <summary>Settings that change while the application runs.</summary>
public sealed class ReloadTests
{
    private const string NewSecret = "another-made-up-secret";

    [Fact]
    public async Task A_changed_app_token_is_used_from_the_next_call_on()
    {
        await using var podio = await Served.StartAsync();
        var configuration = Served.Configuration(podio.Settings());
        await using var services = podio.Services(configuration).BuildServiceProvider();
        using (await services.Client().GetAsync("echo"))
        {
        }

        podio.Podio.Update(state => state.WithApp(SamplePodio.AppId, new Secret(NewSecret)));
        configuration["Podio:Sources:crm:AppToken"] = NewSecret;
        configuration.Reload();
        using var response = await services.Client().GetAsync("echo");
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(2, podio.Exchanges);
        Assert.Equal(2, podio.CallsOf("/echo"));
    }

    [Fact]
    public async Task A_changed_client_secret_keeps_the_login_and_renews_it()
    {
        await using var podio = await Served.StartAsync();
        var configuration = Served.Configuration(podio.Settings());
        await using var services = podio.Services(configuration).BuildServiceProvider();
        var source = services.GetRequiredKeyedService<NamedTokenSource>("crm");
        var first = TokenBench.Right(await source.GetTokenAsync());

        podio.Podio.Update(state => state.WithClient(new ClientCredentials(SamplePodio.Client.ClientId, NewSecret)));
        configuration["Podio:ClientSecret"] = NewSecret;
        configuration.Reload();
        Assert.Equal(first.AccessToken, TokenBench.Right(await source.GetTokenAsync()).AccessToken);
        Assert.Equal(1, podio.Exchanges);

        podio.Clock.Advance(TimeSpan.FromHours(9));
        Assert.NotEqual(first.AccessToken, TokenBench.Right(await source.GetTokenAsync()).AccessToken);
        Assert.Equal(["200", "200"], podio.Podio.Requests.Select(request => $"{request.Status}"));
        Assert.Equal("refresh_token", podio.Podio.Requests[^1].Fields["grant_type"]);
    }

    [Theory]
    [InlineData("Podio:ClientSecret", "", "Podio:ClientSecret: is empty")]
    [InlineData("Podio:ApiBase", "http://example.com/", "Podio:ApiBase: must be https")]
    [InlineData("Podio:Sources:crm:AppToken", "", "Podio:Sources:crm:AppToken: is empty")]
    [InlineData("Podio:Sources:crm:AppId", "no-number-but-a-token", "Podio:Sources:crm:AppId: must be an integer")]
    public async Task A_change_for_the_worse_is_logged_once_and_the_last_good_settings_go_on(string key, string value, string field)
    {
        await using var podio = await Served.StartAsync();
        var configuration = Served.Configuration(podio.Settings());
        using var log = new LogBook();
        var collection = podio.Services(configuration);
        collection.AddLogging(logging => logging.AddProvider(log));
        collection.AddHttpClient("later", client => client.BaseAddress = podio.Address).AddPodioToken("crm");
        await using var services = collection.BuildServiceProvider();
        using (await services.Client().GetAsync("echo"))
        {
        }

        var good = configuration[key];
        configuration[key] = value;
        Record.Exception(configuration.Reload); // .NET's monitor throws at whoever changes the file.
        for (var i = 0; i < 20; i++)
        {
            using var response = await services.Client("later").GetAsync("echo"); // Its handler is made only now.
            Assert.True(response.IsSuccessStatusCode);
        }

        var rejected = Assert.Single(log.Entries, entry => entry.Category == PodioLog.Category && entry.Event == 20);
        Assert.Contains(field, rejected.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("no-number-but-a-token", rejected.Text, StringComparison.Ordinal);

        configuration[key] = good;
        configuration["Podio:Sources:late:Login"] = "somebody";
        configuration.Reload();
        Assert.NotNull(services.GetRequiredService<PodioTokenSources>().GetSignedIn("late"));
        Assert.Single(log.Events, id => id == 20);
    }

    [Fact]
    public async Task The_api_stays_where_it_was_at_start()
    {
        await using var podio = await Served.StartAsync();
        var configuration = Served.Configuration(podio.Settings());
        await using var services = podio.Services(configuration).BuildServiceProvider();
        _ = services.GetRequiredService<PodioTokenSources>();
        configuration["Podio:ApiBase"] = "https://podio.example.com/";
        configuration.Reload();
        using var response = await services.Client().GetAsync("echo");
        Assert.True(response.IsSuccessStatusCode); // With the token: the handler was made after the change.
    }
}
