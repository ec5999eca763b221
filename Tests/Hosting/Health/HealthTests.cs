using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PodioOAuth.Functional.Hosting.Tests.Health;

/// <summary>Whether a call of Podio's API could be made now.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task With_a_token_it_is_healthy_and_asks_no_more()
    {
        await using var podio = await Served.StartAsync();
        await using var services = Services(podio);
        for (var i = 0; i < 5; i++)
        {
            var entry = await CheckAsync(services, "podio-crm");
            Assert.Equal(HealthStatus.Healthy, entry.Status);
            Assert.Equal(TokenBench.Start.AddHours(8), Assert.Contains("expires_at", entry.Data));
            Assert.Equal(["ready"], entry.Tags);
        }

        Assert.Equal(1, podio.Exchanges);
    }

    [Fact]
    public async Task In_a_cool_down_it_is_degraded_and_asks_nothing()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)), "/oauth/token"));
        await using var services = Services(podio);
        for (var i = 0; i < 5; i++)
        {
            var entry = await CheckAsync(services, "podio-crm");
            Assert.Equal(HealthStatus.Degraded, entry.Status);
            Assert.Empty(entry.Data);
            Assert.Contains("09:05:00", entry.Description, StringComparison.Ordinal);
        }

        Assert.Equal(1, podio.Exchanges);
        podio.Clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services, "podio-crm")).Status);
    }

    [Fact]
    public async Task A_person_who_has_to_sign_in_makes_it_unhealthy()
    {
        await using var podio = await Served.StartAsync();
        await using var services = Services(podio);
        var entry = await CheckAsync(services, "podio-person");
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin).Describe(), entry.Description);
        Assert.Null(entry.Exception);
    }

    [Fact]
    public async Task A_failure_has_the_status_that_was_asked_for()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.Arm(Fault.Reject("invalid_grant", "user.invalid.password"), "/oauth/token"));
        await using var services = Services(podio);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(services, "podio-jane")).Status);
    }

    [Fact]
    public async Task Null_is_refused()
    {
        await using var podio = await Served.StartAsync();
        var builder = podio.Services().AddHealthChecks();
        Assert.Throws<ArgumentNullException>(() => builder.AddPodioTokenCheck(null!));
        Assert.Throws<ArgumentNullException>(() => ((IHealthChecksBuilder)null!).AddPodioTokenCheck("crm"));
    }

    private static ServiceProvider Services(Served podio)
    {
        var settings = podio.Settings();
        settings["Podio:Sources:person:Login"] = "somebody";
        var services = podio.Services(Served.Configuration(settings));
        services.AddHealthChecks()
            .AddPodioTokenCheck("crm", tags: ["ready"])
            .AddPodioTokenCheck("jane", HealthStatus.Degraded)
            .AddPodioTokenCheck("person");
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services, string name) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == name)).Entries[name];
}
