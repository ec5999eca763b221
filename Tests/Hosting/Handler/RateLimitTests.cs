namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>A limit that a call met (PODIO 4.8 to 4.11) holds renewals of this login back until it ends.</summary>
public sealed class RateLimitTests
{
    private const string Prose =
        """{"error":"rate_limit","error_description":"You have hit the rate limit. Please wait 300 seconds before trying again"}""";

    private readonly TokenBench _bench = new();

    [Theory]
    [InlineData(300, 420, Prose, null), InlineData(60, 420, Prose, "60"), InlineData(300, 420, Prose, "0")]
    [InlineData(300, 420, Prose, "Tue, 11 Aug 2026 09:02:00 GMT")] // By which clock is not said.
    [InlineData(120, 429, "<html>", "Tue, 11 Aug 2026 09:02:00 GMT"), InlineData(3600, 420, "", null)]
    [InlineData(3600, 429, "", "soon")]
    public async Task No_token_is_requested_until_the_limit_ends(int seconds, int status, string body, string? retryAfter)
    {
        var old = await _bench.TokenAsync();
        _bench.Over((_, number) => number == 1 ? Answers.Limited(body, retryAfter, status) : Answers.Ok());
        Assert.Equal((status, body), await _bench.GetAsync());
        await _bench.GetAsync();
        Assert.Equal($"OAuth2 {old}", _bench.Stub.Requests[1].Authorization); // A token that is good needs no renewal.

        _bench.Source.ReportRejected(new Secret(old));
        var limited = TokenSourceError.CoolingDown(TokenBench.Start.AddSeconds(seconds));
        Assert.Equal(limited, await _bench.GetInVainAsync());
        _bench.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Equal(limited, await _bench.GetInVainAsync());
        Assert.Equal((2, 1), _bench.Counts);
        _bench.Clock.Advance(TimeSpan.FromTicks(1));
        await _bench.GetAsync();
        Assert.Equal((3, 2), _bench.Counts);
    }

    [Theory]
    [InlineData(401, Prose, null, false)] // A 401 that says rate limit is one.
    [InlineData(420, "", "60", true)] // And what met the call that was sent once more counts too.
    public async Task Other_limits_hold_back_as_well(int status, string body, string? retryAfter, bool isOfTheSecond)
    {
        _bench.Over((_, number) => number == 1 && isOfTheSecond ? Answers.Expired() : Answers.Limited(body, retryAfter, status));
        Assert.Equal(status, (await _bench.GetAsync()).Status);
        var counts = _bench.Counts;
        _bench.Source.ReportRejected(new Secret(await _bench.TokenAsync()));
        Assert.IsType<CoolingDownError>(await _bench.GetInVainAsync());
        Assert.Equal(isOfTheSecond ? (2, 2) : (1, 1), counts);
        Assert.Equal(counts, _bench.Counts);
    }
}
