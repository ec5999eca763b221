namespace Suite;

/// <summary>The application emits no secret.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 50)]
public sealed class LeakTests
{
    [Fact]
    public async Task No_planted_secret_leaves_the_application() => Assert.Empty(await Canary.WatchAsync(async canary =>
    {
        using var api = new HttpClient(canary.CreateHttpHandler());
        var application = new Application(canary.Transport, api);
        var rejected = new Application(canary.RejectingTransport, api);
        return new[]
        {
            await application.ReadStatusAsync(canary.Requests[0]),
            await rejected.ReadStatusAsync(canary.Requests[1]),
        };
    }));

    [Fact]
    public async Task A_token_in_an_address_would_be_found()
    {
        var leaks = await Canary.WatchAsync(async canary =>
        {
            using var api = new HttpClient(canary.CreateHttpHandler());
            return await api.GetStringAsync(
                new Uri($"https://api.podio.com/user/status?oauth_token={Uri.EscapeDataString(canary.Token.AccessToken.Reveal())}"));
        });
        Assert.Contains(leaks, leak => leak is { Secret: "access_token", Channel: "URL" });
    }

    [Property]
    public void No_error_of_mine_holds_a_secret(LeakSpecimen specimen) =>
        Assert.Empty(specimen.Search.In("message", $"The request {specimen.Request} gave {specimen.Token}."));
}
