namespace PodioOAuth.Functional.Hosting.Tests.Registrations;

/// <summary>Several calls may make the settings of one registration: sources add up, and the API key is one.</summary>
public sealed class OneApiKeyTests
{
    [Theory]
    [InlineData("another-client", "a-made-up-secret", null, "ClientId")]
    [InlineData("client", "another-made-up-secret", null, "ClientSecret")]
    [InlineData("another-client", "another-made-up-secret", null, "ClientId", "ClientSecret")]
    [InlineData("client", "a-made-up-secret", "https://podio.example.com/", "ApiBase")]
    public void A_second_API_key_is_refused_at_startup(string clientId, string clientSecret, string? apiBase, params string[] expected)
    {
        var services = new ServiceCollection();
        services.AddPodioOAuth(options => (options.ClientId, options.ClientSecret, options.ApiBase) =
            ("client", "a-made-up-secret", "https://api.podio.com/"));
        services.AddPodioOAuth(Served.ConfigurationOf(new Dictionary<string, string?>
        {
            ["ClientId"] = clientId,
            ["ClientSecret"] = clientSecret,
            ["ApiBase"] = apiBase,
        }.Where(setting => setting.Value is not null)));
        using var provider = services.BuildServiceProvider();
        var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
        Assert.Equal(expected, exception.Failures.Select(failure => failure.Split(':')[0]));
        Assert.All(exception.Failures, failure => Assert.Contains("AddPodioOAuth(\"name\", …)", failure, StringComparison.Ordinal));
        Assert.DoesNotContain("made-up-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_combined_and_a_later_call_can_fill_in_missing_settings()
    {
        await using var podio = await Served.StartAsync();
        podio.Configuration["Podio:ClientSecret"] = ""; // As a file under version control has it.
        podio.Collection.AddPodioOAuth(options =>
        {
            options.ClientSecret = SamplePodio.Client.ClientSecret.Reveal();
            options.Sources["person"] = new PodioSourceOptions { Login = "somebody" };
        });
        podio.Services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal(["crm", "jane", "person"], podio.Sources.Names.Order(StringComparer.Ordinal));
        _ = await podio.TokenAsync();
    }

    [Fact]
    public async Task A_test_can_replace_all_settings_like_options()
    {
        await using var podio = await Served.StartAsync();
        podio.Collection.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<PodioOAuthOptions>>(
            new ConfigureOptions<PodioOAuthOptions>(options => options.ClientId = "a-client-to-begin-with")));
        podio.Collection.PostConfigure<PodioOAuthOptions>(options => options.ClientId = "a-client-of-tests");
        podio.Services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal("a-client-of-tests", podio.Sources.Get("crm").Key.ClientId);
    }
}
