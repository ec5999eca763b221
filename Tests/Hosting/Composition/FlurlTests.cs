using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PodioOAuth.Functional.Hosting.Tests.Composition;

/// <summary>Flurl over the application's client: <c>new FlurlClient(factory.CreateClient("podio"))</c>.</summary>
public sealed class FlurlTests
{
    [Fact]
    public async Task Calls_have_the_token_and_a_refused_one_is_renewed()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        using var flurl = new FlurlClient(services.Client());
        Assert.Contains("scope", await flurl.Request("oauth", "scope").GetStringAsync(), StringComparison.Ordinal);

        podio.Podio.MoveClock(TimeSpan.FromHours(9));
        Assert.Contains("scope", await flurl.Request("oauth", "scope").GetStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, podio.Exchanges);
    }

    [Fact]
    public async Task Flurls_own_bodies_are_sent_again_where_they_may_be_kept()
    {
        await using var podio = await Served.StartAsync();
        var services = podio.Services();
        services.AddHttpClient("keeping", client => client.BaseAddress = podio.Address)
            .AddPodioToken("crm", options => options.MaxBufferedBody = 64 * 1024);
        await using var provider = services.BuildServiceProvider();
        using var strict = new FlurlClient(provider.Client());
        using var keeping = new FlurlClient(provider.Client("keeping"));
        _ = await strict.Request("oauth", "scope").GetStringAsync();

        podio.Podio.MoveClock(TimeSpan.FromHours(9));
        var refused = await Assert.ThrowsAsync<FlurlHttpException>(() => strict.Request("echo").PostJsonAsync(new { a = 1 }));
        Assert.Equal(401, refused.StatusCode); // A type of Flurl's, derived from .NET's.
        _ = await strict.Request("oauth", "scope").GetStringAsync();

        podio.Clock.Advance(RenewalPolicy.Default.RejectionCoolDown); // Two refusals within it would be one too many.
        podio.Podio.MoveClock(TimeSpan.FromHours(9));
        var echo = await keeping.Request("echo").PostJsonAsync(new { a = 1 }).ReceiveJson<Echo>();
        Assert.Equal("""{"a":1}""", echo.Body);
    }

    [Fact]
    public async Task Without_a_token_the_reason_is_inside()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)), "/oauth/token"));
        await using var services = podio.Services().BuildServiceProvider();
        using var flurl = new FlurlClient(services.Client());
        var failed = await Assert.ThrowsAsync<FlurlHttpException>(() => flurl.Request("echo").GetAsync());
        Assert.IsType<CoolingDownError>(Assert.IsType<TokenUnavailableException>(failed.InnerException).Error);
    }

    private sealed record Echo(string Body);
}
