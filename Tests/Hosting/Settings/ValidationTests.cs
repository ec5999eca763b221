using System.IO.Enumeration;

namespace PodioOAuth.Functional.Hosting.Tests.Settings;

/// <summary>Settings from a configuration: read whole, checked at start, every wrong one named and none of their values.</summary>
public sealed class ValidationTests
{
    private const string Good = """
        {
          "ClientId": "my-client", "ClientSecret": "made-up-secret", "ApiBase": "https://podio.example.com/base",
          "Format": "json", "IdleTimeout": "02:00:00",
          "Sources": {
            "crm": { "AppId": 4711, "AppToken": "made-up-app-token", "Username": "", "Login": "" },
            "Jane": { "Username": "jane@example.com", "Password": "made-up-password" },
            "person": { "Login": "jane" }
          }
        }
        """;

    [Fact]
    public async Task All_settings_are_read_from_JSON()
    {
        await using var services = Services(Good);
        services.GetRequiredService<IStartupValidator>().Validate();
        var options = services.GetRequiredService<IOptions<PodioOAuthOptions>>().Value;
        Assert.Equal(
            ("my-client", "made-up-secret", "https://podio.example.com/base"), (options.ClientId, options.ClientSecret, options.ApiBase));
        Assert.Equal((WireFormat.Json, TimeSpan.FromHours(2)), (options.Format, options.IdleTimeout));
        Assert.Equal(["Jane", "crm", "person"], options.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((4711, "made-up-app-token"), (options.Sources["crm"].AppId, options.Sources["crm"].AppToken));
        Assert.Equal(("jane@example.com", "made-up-password"), (options.Sources["Jane"].Username, options.Sources["Jane"].Password));
        Assert.Equal("jane", options.Sources["person"].Login);
    }

    [Fact]
    public async Task Empty_settings_count_as_absent()
    {
        await using var services = Services(Good);
        var sources = services.GetRequiredService<PodioTokenSources>();
        Assert.Equal("app", sources.Get("crm").Key.Kind);
        Assert.Equal("password", sources.Get("Jane").Key.Kind);
        Assert.Equal("login", sources.GetSignedIn("person").Key.Kind);
        Assert.Throws<ArgumentException>(() => sources.GetSignedIn("crm"));
        Assert.Throws<ArgumentException>(() => sources.Get("nobody"));
    }

    [Theory]
    [InlineData("""{"ClientId":"c","ClientSecret":"s"}""")]
    [InlineData("{}", "ClientId: is missing", "ClientSecret: is missing")]
    [InlineData(
        """{"ClientId":"","ClientSecret":"s3cret\nvalue"}""",
        "ClientId: is empty", "ClientSecret: contains a character that isn't allowed*")]
    [InlineData("""{"ClientId":"c","ClientSecret":"s","ApiBase":"http://s3cret-value.example.com/"}""", "ApiBase: must be https*")]
    [InlineData("""{"ClientId":"c","ClientSecret":"s","ApiBase":""}""", "ApiBase: *")]
    [InlineData("""{"ClientId":"c","ClientSecret":"s","IdleTimeout":"00:00:00"}""", "IdleTimeout: must be greater than zero")]
    [InlineData(
        """{"ClientId":"c","ClientSecret":"s","Sources":{"a":{"AppId":0},"b":{"Username":"x"},"c":{}"""
            + ""","d":{"AppId":1,"AppToken":"s3cret-value","Login":"x"},"e":null}}""",
        "Sources:a:AppId: is out of range", "Sources:a:AppToken: is missing", "Sources:b:Password: is missing",
        "Sources:c: must have exactly one of AppId, Username and Login", "Sources:d: must have exactly one of AppId, Username and Login",
        "Sources:e: must have exactly one of AppId, Username and Login")]
    [InlineData(
        """{"Sources":{"a":{"AppId":1,"AppToken":"s3cret\nvalue"}}}""",
        "ClientId: is missing", "ClientSecret: is missing", "Sources:a:AppToken: contains a character that isn't allowed*")]
    [InlineData(
        """{"Format":"s3cret-value","IdleTimeout":"s3cret-value","Sources":{"a":{"AppId":"s3cret-value"},"b":{"AppId":"1.5"}}}""",
        "Format: must be Form or Json", "IdleTimeout: must be a time such as 01:00:00", "Sources:a:AppId: must be an integer",
        "Sources:b:AppId: must be an integer")]
    [InlineData("""{"ClientId":"c","ClientSecret":"s","Format":"7"}""", "Format: is out of range")]
    public async Task Every_invalid_field_is_reported_at_startup(string json, params string[] expected)
    {
        await using var services = Services(json);
        var exception = Record.Exception(services.GetRequiredService<IStartupValidator>().Validate);
        var failures = exception is null ? [] : Assert.IsType<OptionsValidationException>(exception).Failures;
        Assert.Equal(expected.Length, failures.Count());
        Assert.Equal(exception is null, Record.Exception(services.GetRequiredService<PodioTokenSources>) is null);
        Assert.DoesNotContain(
            expected.Order(StringComparer.Ordinal).Zip(failures.Order(StringComparer.Ordinal)),
            it => !FileSystemName.MatchesSimpleExpression(it.Item1, it.Item2));
        Assert.DoesNotContain("s3cret", exception?.ToString() ?? "", StringComparison.OrdinalIgnoreCase);
    }

    // No file can hold one, but code can: the source would throw at each use.
    [Theory]
    [InlineData(6, "Sources:person:Login: contains an unpaired surrogate")]
    [InlineData(7)]
    public async Task A_name_that_no_key_can_contain_is_reported_at_startup(int length, params string[] expected)
    {
        await using var services = Services(Good, services =>
            services.PostConfigure<PodioOAuthOptions>(options => options.Sources["person"].Login = "jane 😀"[..length]));
        var exception = Record.Exception(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.Equal(expected, (exception as OptionsValidationException)?.Failures ?? []);
    }

    [Fact]
    public void A_setting_is_named_by_its_path_as_far_as_that_is_known()
    {
        var settings = Served.ConfigurationOf(new Dictionary<string, string?>
        {
            ["Podio:Hr:Sources:crm:AppId"] = "4711",
            ["Podio:Sales:Sources:crm:AppId"] = "s3cret-value",
        });
        var services = new ServiceCollection();
        services.AddPodioOAuth("hr", settings.GetSection("Podio:Hr"));
        services.AddPodioOAuth("sales", settings.GetSection("Podio:Sales"));
        services.AddPodioOAuth("by code", options => options.Sources["x"] = null!);
        services.AddPodioOAuth("by nobody");
        services.AddHttpClient("podio").AddPodioToken("crn", registration: "hr");
        using var provider = services.BuildServiceProvider();
        var exception = Assert.Throws<AggregateException>(provider.GetRequiredService<IStartupValidator>().Validate);
        Assert.Equal(
            [
                "Podio:Hr:ClientId: is missing",
                "Podio:Hr:ClientSecret: is missing",
                "Podio:Hr:Sources:crm:AppToken: is missing",
                "Podio:Hr:Sources:crn: is used but not configured",
                "Podio:Sales:Sources:crm:AppId: must be an integer",
                "by code:ClientId: is missing",
                "by code:ClientSecret: is missing",
                "by code:Sources:x: must have exactly one of AppId, Username and Login",
                "by nobody:ClientId: is missing",
                "by nobody:ClientSecret: is missing",
            ],
            exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(it => it.Failures).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_requested_source_must_be_configured()
    {
        await using var provider = Services(Good, services =>
        {
            services.AddHttpClient("podio").AddPodioToken("crmm");
            services.AddHealthChecks().AddPodioTokenCheck("jnae").AddPodioTokenCheck("crm");
        });
        var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
        Assert.Equal(
            ["Sources:crmm: is used but not configured", "Sources:jnae: is used but not configured"], exception.Failures);
    }

    [Fact]
    public void Null_is_refused()
    {
        var services = new ServiceCollection();
        Assert.Throws<ArgumentNullException>(() => services.AddPodioOAuth((IConfiguration)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddPodioOAuth((Action<PodioOAuthOptions>)null!));
        Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddPodioOAuth());
    }

    private static ServiceProvider Services(string json, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection();
        services.AddPodioOAuth(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build());
        add?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
