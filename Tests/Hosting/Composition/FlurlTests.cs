using Flurl.Http;

namespace PodioOAuth.Functional.Hosting.Tests.Composition;

/// <summary>Flurl over the application's client: <c>new FlurlClient(factory.CreateClient("podio"))</c>.</summary>
public sealed class FlurlTests
{
    [Fact]
    public async Task A_rejected_token_is_renewed_and_Flurls_own_bodies_are_sent_again_if_they_may_be_buffered()
    {
        await using var podio = await Served.StartAsync();
        podio.AddClient("keeping").AddPodioToken("crm", options => options.MaxBufferedBody = 64 * 1024);
        using var strict = new FlurlClient(podio.Client());
        using var keeping = new FlurlClient(podio.Client("keeping"));
        Assert.Contains("scope", await strict.Request("oauth", "scope").GetStringAsync(), StringComparison.Ordinal);

        podio.Podio.MoveClock(TimeSpan.FromHours(9));
        var refused = await Assert.ThrowsAsync<FlurlHttpException>(() => strict.Request("echo").PostJsonAsync(new { a = 1 }));
        Assert.Equal(401, refused.StatusCode); // A type of Flurl's, derived from .NET's.
        Assert.Contains("scope", await strict.Request("oauth", "scope").GetStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, podio.Exchanges);

        podio.Clock.Advance(RenewalPolicy.Default.RejectionCoolDown); // Two refusals within it would be one too many.
        podio.Podio.MoveClock(TimeSpan.FromHours(9));
        var echo = await keeping.Request("echo").PostJsonAsync(new { a = 1 }).ReceiveJson<Echo>();
        Assert.Equal("""{"a":1}""", echo.Body);
        Assert.Equal(3, podio.Exchanges);
    }

    [Fact]
    public async Task Without_a_token_the_inner_exception_states_the_reason()
    {
        await using var podio = await Served.StartAsync();
        podio.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)));
        using var flurl = new FlurlClient(podio.Client());
        var failed = await Assert.ThrowsAsync<FlurlHttpException>(() => flurl.Request("echo").GetAsync());
        Assert.IsType<CoolingDownError>(Assert.IsType<TokenUnavailableException>(failed.InnerException).Error);
    }

    private sealed record Echo(string Body);
}
