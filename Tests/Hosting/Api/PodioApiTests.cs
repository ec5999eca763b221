namespace PodioOAuth.Functional.Hosting.Tests.Api;

/// <summary>The two calls that concern a grant (PODIO 1.14). Failures are values.</summary>
public sealed class PodioApiTests : OnServed
{
    private static readonly Dictionary<string, Func<HttpClient, CancellationToken, Task<TokenSourceError?>>> Calls = new()
    {
        ["/oauth/scope"] = async (client, ended) =>
            await client.GetPodioScopeAsync(ended) is { IsLeft: true } failed ? failed.Left() : null,
        ["/oauth/grant/invalidate"] = async (client, ended) =>
            await client.InvalidatePodioGrantAsync(ended) is { IsLeft: true } failed ? failed.Left() : null,
    };

    private static readonly Dictionary<string, (Fault Fault, Type Error)> Faults = new()
    {
        ["forbidden"] = (Fault.Reject("forbidden", status: 403), typeof(RejectedError)),
        ["limited"] = (Fault.RateLimit(TimeSpan.FromSeconds(5)), typeof(RateLimitedError)),
        ["down"] = (Fault.Unavailable(), typeof(UnavailableError)),
        ["cut"] = (Fault.Cut(CutPoint.BeforeHeaders), typeof(UnreachableError)),
        ["redirect"] = (Fault.Reply(new HttpReply(302, null, ReadOnlyMemory<byte>.Empty)), typeof(MalformedReplyError)),
        ["refused twice"] = (Fault.Reject("invalid_token", status: 401), typeof(RejectedError)),
    };

    public static TheoryData<string> Paths => [.. Calls.Keys];

    public static IEnumerable<object[]> Failures => from path in Calls.Keys from fault in Faults.Keys select new object[] { path, fault };

    [Fact]
    public async Task GetPodioScopeAsync_returns_the_scope_of_the_token()
    {
        Assert.Equal("global:all", (await Served.Client("jane").GetPodioScopeAsync()).Right());
        Assert.Equal("", (await Served.Client().GetPodioScopeAsync()).Right());
        Assert.Equal("GET /oauth/scope 200", Served.Podio.Requests[^1].ToString());
    }

    [Fact]
    public async Task A_revoked_grant_is_gone_and_the_app_starts_again()
    {
        var token = await Served.TokenAsync();
        Assert.InRange((await Served.Client().InvalidatePodioGrantAsync()).Right(), 200, 299);
        Assert.Equal(TokenReference.None, Served.Podio.State.ReferenceOf(token.AccessToken, Served.Podio.Now));
        Assert.Equal("", (await Served.Client().GetPodioScopeAsync()).Right());
        Assert.Equal(3, Served.Exchanges); // The refresh token ended with it, and then the app.
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task An_expired_token_is_renewed_on_the_way(string path)
    {
        _ = await Served.TokenAsync("jane");
        Served.Podio.MoveClock(TimeSpan.FromHours(9));
        Assert.Null(await Calls[path](Served.Client("jane"), default));
        Assert.Equal((2, 2), (Served.Exchanges, Served.CallsOf(path)));
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task A_call_that_fails_has_its_error(string path, string fault)
    {
        Served.Arm(Faults[fault].Fault, path, times: 2);
        Assert.IsType(Faults[fault].Error, Assert.IsType<ExchangeError>(await Calls[path](Served.Client(), default)).Error);
    }

    [Theory, InlineData("[]"), InlineData(""), InlineData("<html>")]
    public async Task A_reply_without_a_scope_is_malformed(string body)
    {
        using var client = new TokenBench().Over(() => Answers.Of(HttpStatusCode.OK, body)).Client;
        Assert.IsType<MalformedReplyError>(Assert.IsType<ExchangeError>((await client.GetPodioScopeAsync()).Left()).Error);
    }

    [Fact]
    public async Task Without_a_token_the_error_of_the_source_is_returned()
    {
        Served.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)));
        var limited = TokenSourceError.CoolingDown(TokenBench.Start.AddSeconds(300));
        await Assert.AllAsync(Calls.Values, async call => Assert.Equal(limited, await call(Served.Client(), default)));
        Assert.Single(Served.Podio.Requests);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Cancellation_by_the_caller_is_thrown_and_a_timeout_is_an_error(bool isTimeout)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new TokenBench().ClientOver(new SilentHandler(sent));
        client.Timeout = isTimeout ? TimeSpan.FromMilliseconds(10) : Timeout.InfiniteTimeSpan;
        using var cancellation = new CancellationTokenSource();
        var call = client.GetPodioScopeAsync(cancellation.Token);
        if (isTimeout)
        {
            Assert.Equal(
                TokenSourceError.Exchange(OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true)),
                (await call).Left());
            return;
        }

        await sent.Task;
        await cancellation.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, UnreachableReason.NameResolution, false)]
    [InlineData(HttpRequestError.ConnectionError, UnreachableReason.ConnectionFailed, false)]
    [InlineData(HttpRequestError.SecureConnectionError, UnreachableReason.Tls, false)]
    [InlineData(HttpRequestError.ResponseEnded, UnreachableReason.ConnectionLost, true)]
    public async Task A_call_without_a_connection_was_not_processed(HttpRequestError failure, UnreachableReason reason, bool mayHaveBeen)
    {
        using var client = new TokenBench().Over(() => throw new HttpRequestException(failure)).Client;
        var expected = TokenSourceError.Exchange(OAuthError.Unreachable(reason, mayHaveBeen));
        await Assert.AllAsync(Calls.Values, async call => Assert.Equal(expected, await call(client, default)));
    }

    [Theory]
    [InlineData(null, "https://api.podio.com/oauth/scope")]
    [InlineData("https://api.podio.com/base/", "https://api.podio.com/base/oauth/scope")]
    public async Task The_client_determines_the_address_and_the_HTTP_version(string? based, string expected)
    {
        var bench = new TokenBench();
        using var client = bench.Over((request, _) =>
        {
            Assert.Equal((HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact), (request.Version, request.VersionPolicy));
            Assert.Equal("application/json", request.Headers.Accept.ToString());
            return Answers.Of(HttpStatusCode.OK, """{"scope":"user:read"}""");
        }).Client;
        client.BaseAddress = based is null ? null : new Uri(based);
        (client.DefaultRequestVersion, client.DefaultVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        Assert.Equal("user:read", (await client.GetPodioScopeAsync()).Right());
        Assert.Equal(expected, Assert.Single(bench.Stub.Requests).Address.AbsoluteUri);
    }

    [Theory, MemberData(nameof(Paths))]
    public Task Null_is_refused(string path) => Assert.ThrowsAsync<ArgumentNullException>(() => Calls[path](null!, default));

    private sealed class SilentHandler(TaskCompletionSource sent) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new Xunit.Sdk.XunitException("Nobody ends this wait but by cancelling it.");
        }
    }
}
