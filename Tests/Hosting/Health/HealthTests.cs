namespace PodioOAuth.Functional.Hosting.Tests.Health;

/// <summary>Whether a call of Podio's API could be made now.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task With_a_token_it_is_healthy_and_asks_no_more()
    {
        await using var podio = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            var entry = await CheckAsync(podio, "podio-crm");
            Assert.Equal(HealthStatus.Healthy, entry.Status);
            Assert.Equal(TokenBench.Start.AddHours(8), Assert.Contains("expires_at", entry.Data));
            Assert.Equal(["ready"], entry.Tags);
        }

        Assert.Equal(1, podio.Exchanges);
    }

    [Fact]
    public async Task In_a_cool_down_it_is_degraded_and_sends_nothing()
    {
        await using var podio = await StartAsync();
        podio.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)));
        for (var i = 0; i < 5; i++)
        {
            var entry = await CheckAsync(podio, "podio-crm");
            Assert.Equal(HealthStatus.Degraded, entry.Status);
            Assert.Empty(entry.Data);
            Assert.Contains("09:05:00", entry.Description, StringComparison.Ordinal);
        }

        Assert.Equal(1, podio.Exchanges);
        podio.Clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(podio, "podio-crm")).Status);
    }

    [Theory]
    [InlineData("podio-person", HealthStatus.Unhealthy, "Nobody")] // Who has to sign in.
    [InlineData("podio-jane", HealthStatus.Degraded, "Podio rejected the request: invalid_grant")] // The status that was asked for.
    public async Task A_failure_is_described_and_has_the_status_of_its_registration(string name, HealthStatus expected, string text)
    {
        await using var podio = await StartAsync();
        podio.Arm(Fault.Reject("invalid_grant", "user.invalid.password"));
        var entry = await CheckAsync(podio, name);
        Assert.Equal((expected, null), (entry.Status, entry.Exception));
        Assert.StartsWith(text, entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_refused()
    {
        var builder = new ServiceCollection().AddHealthChecks();
        Assert.Throws<ArgumentNullException>(() => builder.AddPodioTokenCheck(null!));
        Assert.Throws<ArgumentNullException>(() => ((IHealthChecksBuilder)null!).AddPodioTokenCheck("crm"));
    }

    private static async Task<Served> StartAsync()
    {
        var podio = await Served.StartAsync();
        podio.Configuration["Podio:Sources:person:Login"] = "somebody";
        podio.Collection.AddHealthChecks()
            .AddPodioTokenCheck("crm", tags: ["ready"])
            .AddPodioTokenCheck("jane", HealthStatus.Degraded)
            .AddPodioTokenCheck("person");
        return podio;
    }

    private static async Task<HealthReportEntry> CheckAsync(Served podio, string name) => (await podio.Services
        .GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == name)).Entries[name];
}
