using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PodioOAuth.Functional.Stores;

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
        var first = (await source.GetTokenAsync()).Right();

        podio.Podio.Update(state => state.WithClient(new ClientCredentials(SamplePodio.Client.ClientId, NewSecret)));
        configuration["Podio:ClientSecret"] = NewSecret;
        configuration.Reload();
        Assert.Equal(first.AccessToken, (await source.GetTokenAsync()).Right().AccessToken);
        Assert.Equal(1, podio.Exchanges);

        podio.Clock.Advance(TimeSpan.FromHours(9));
        Assert.NotEqual(first.AccessToken, (await source.GetTokenAsync()).Right().AccessToken);
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
        configuration.Reload(); // Whoever changes a file has no use for an exception.
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
    public async Task Code_that_fails_after_a_change_is_told_of_once_and_the_last_good_settings_go_on()
    {
        await using var podio = await Served.StartAsync();
        var configuration = Served.Configuration(podio.Settings());
        using var log = new LogBook();
        var collection = podio.Services(configuration);
        collection.AddLogging(logging => logging.AddProvider(log));
        collection.Configure<PodioOAuthOptions>(options =>
        {
            if (configuration["IsBroken"] is not null)
            {
                throw new FormatException(options.ClientSecret);
            }
        });
        await using var services = collection.BuildServiceProvider();
        var sources = services.GetRequiredService<PodioTokenSources>();
        var source = sources.Get("crm");
        for (var round = 1; round <= 2; round++)
        {
            configuration["IsBroken"] = "yes";
            configuration["Podio:ClientSecret"] = NewSecret;
            configuration.Reload();
            configuration.Reload();
            for (var request = 0; request < 5; request++)
            {
                await using var scope = services.CreateAsyncScope();
                var snapshot = scope.ServiceProvider.GetRequiredService<IOptionsSnapshot<PodioOAuthOptions>>().Value;
                Assert.Equal(SamplePodio.Client.ClientSecret.Reveal(), snapshot.ClientSecret);
                Assert.Same(source, sources.Get("crm"));
            }

            Assert.Equal(round, log.Events.Count(id => id == 20));
            configuration["IsBroken"] = null;
            configuration["Podio:ClientSecret"] = SamplePodio.Client.ClientSecret.Reveal();
            configuration.Reload();
            Assert.Same(source, sources.Get("crm"));
        }

        var told = log.Entries.First(entry => entry.Category == PodioLog.Category && entry.Event == 20).Text;
        Assert.Contains("System.FormatException", told, StringComparison.Ordinal);
        Assert.DoesNotContain(NewSecret, told, StringComparison.Ordinal);
        configuration["Podio:ClientSecret"] = NewSecret;
        configuration.Reload();
        Assert.NotSame(source, sources.Get("crm"));
    }

    [Fact]
    public async Task Without_good_settings_so_far_it_throws_until_there_are_some()
    {
        await using var podio = await Served.StartAsync();
        var settings = podio.Settings();
        settings["Podio:ClientSecret"] = "";
        var configuration = Served.Configuration(settings);
        await using var services = podio.Services(configuration).BuildServiceProvider();
        for (var call = 0; call < 2; call++)
        {
            Assert.Throws<OptionsValidationException>(services.GetRequiredService<PodioTokenSources>);
            await Assert.ThrowsAsync<OptionsValidationException>(() => services.Client().GetAsync("echo"));
        }

        configuration["Podio:ClientSecret"] = SamplePodio.Client.ClientSecret.Reveal();
        configuration.Reload();
        using var response = await services.Client().GetAsync("echo"); // The factory of clients keeps what failed for ever.
        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_change_of_the_builder_is_made_once_and_one_that_fails_is_made_again()
    {
        await using var podio = await Served.StartAsync();
        var configuration = Served.Configuration(podio.Settings());
        var (made, isDown) = (0, true);
        var collection = podio.Services(configuration);
        collection.AddPodioOAuth().UseStore(_ =>
        {
            made++;
            return isDown ? throw new IOException("The store is down.") : new InMemoryTokenStore(podio.Clock);
        });
        await using var services = collection.BuildServiceProvider();
        await Assert.ThrowsAsync<IOException>(() => services.Client().GetAsync("echo"));
        isDown = false;
        configuration["Podio:Sources:late:Login"] = "somebody";
        configuration.Reload();
        for (var call = 0; call < 3; call++)
        {
            using var response = await services.Client().GetAsync("echo");
            Assert.True(response.IsSuccessStatusCode);
            configuration.Reload();
        }

        Assert.Equal(2, made);
    }

    [Fact]
    public async Task A_change_of_the_builder_that_gives_nothing_is_named()
    {
        await using var podio = await Served.StartAsync();
        foreach (var change in new Action<PodioOAuthBuilder>[]
        {
            builder => builder.UseStore(_ => null!),
            builder => builder.Configure((_, _) => null!),
            builder => builder.Decorate((_, _) => null!),
        })
        {
            var collection = podio.Services();
            change(collection.AddPodioOAuth());
            await using var services = collection.BuildServiceProvider();
            var exception = Assert.Throws<InvalidOperationException>(services.GetRequiredService<PodioTokenSources>);
            Assert.Contains("null", exception.Message, StringComparison.Ordinal);
        }
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
