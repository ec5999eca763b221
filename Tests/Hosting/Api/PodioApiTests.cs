using LanguageExt;
using Microsoft.Extensions.DependencyInjection;

namespace PodioOAuth.Functional.Hosting.Tests.Api;

/// <summary>The two calls that concern a grant (PODIO 1.14). Failures are values.</summary>
public sealed class PodioApiTests
{
    public static TheoryData<string, Type> Failures => new()
    {
        { "forbidden", typeof(RejectedError) },
        { "limited", typeof(RateLimitedError) },
        { "down", typeof(UnavailableError) },
        { "cut", typeof(UnreachableError) },
        { "redirect", typeof(MalformedReplyError) },
        { "refused twice", typeof(RejectedError) },
    };

    [Fact]
    public async Task The_scope_of_the_token()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        using var user = services.Client("jane");
        using var app = services.Client();
        Assert.Equal("global:all", (await user.GetPodioScopeAsync()).Right());
        Assert.Equal("", (await app.GetPodioScopeAsync()).Right());
        Assert.Equal("GET /oauth/scope 200", podio.Podio.Requests[^1].ToString());
    }

    [Fact]
    public async Task A_grant_that_was_ended_is_over_and_the_app_begins_anew()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        using var client = services.Client();
        var token = (await services.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync()).Right();
        Assert.InRange((await client.InvalidatePodioGrantAsync()).Right(), 200, 299);
        Assert.Equal(TokenReference.None, podio.Podio.State.ReferenceOf(token.AccessToken, podio.Podio.Now));
        Assert.Equal("", (await client.GetPodioScopeAsync()).Right());
        Assert.Equal(3, podio.Exchanges); // The refresh token ended with it, and then the app.
    }

    [Fact]
    public async Task An_expired_token_is_renewed_on_the_way()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        using var client = services.Client("jane");
        _ = await client.GetPodioScopeAsync();
        podio.Podio.MoveClock(TimeSpan.FromHours(9));
        Assert.Equal("global:all", (await client.GetPodioScopeAsync()).Right());
        podio.Clock.Advance(RenewalPolicy.Default.RejectionCoolDown);
        podio.Podio.MoveClock(TimeSpan.FromHours(9));
        Assert.InRange((await client.InvalidatePodioGrantAsync()).Right(), 200, 299);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_scope_that_did_not_come_is_an_error(string kind, Type expected)
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        using var client = services.Client();
        _ = await client.GetPodioScopeAsync();
        podio.Podio.Update(state => state.Arm(FaultOf(kind), "/oauth/scope", times: 2));
        Assert.IsType(expected, Assert.IsType<ExchangeError>((await client.GetPodioScopeAsync()).Left()).Error);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_grant_that_did_not_end_is_an_error(string kind, Type expected)
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        using var client = services.Client();
        _ = await client.GetPodioScopeAsync();
        podio.Podio.Update(state => state.Arm(FaultOf(kind), "/oauth/grant/invalidate", times: 2));
        Assert.IsType(expected, Assert.IsType<ExchangeError>((await client.InvalidatePodioGrantAsync()).Left()).Error);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("<html>")]
    public async Task A_reply_that_is_no_scope_is_malformed(string body)
    {
        using var client = new TokenBench().Client(StubHandler.Always(() => Answers.Of(System.Net.HttpStatusCode.OK, body)));
        Assert.IsType<MalformedReplyError>(Assert.IsType<ExchangeError>((await client.GetPodioScopeAsync()).Left()).Error);
    }

    [Fact]
    public async Task Without_a_token_the_sources_error_is_the_answer()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)), "/oauth/token"));
        await using var services = podio.Services().BuildServiceProvider();
        using var client = services.Client();
        var until = TokenBench.Start.AddSeconds(300);
        Assert.Equal(TokenSourceError.CoolingDown(until), (await client.GetPodioScopeAsync()).Left());
        Assert.Equal(TokenSourceError.CoolingDown(until), (await client.InvalidatePodioGrantAsync()).Left());
        Assert.Single(podio.Podio.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_by_the_caller_is_thrown_and_a_timeout_is_an_error(bool isTimeout)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new TokenBench().Client(new SilentHandler(sent));
        client.Timeout = isTimeout ? TimeSpan.FromMilliseconds(10) : Timeout.InfiniteTimeSpan;
        using var cancellation = new CancellationTokenSource();
        var call = client.GetPodioScopeAsync(cancellation.Token);
        if (isTimeout)
        {
            var unreachable = Assert.IsType<UnreachableError>(Assert.IsType<ExchangeError>((await call).Left()).Error);
            Assert.Equal((UnreachableReason.Timeout, true), (unreachable.Reason, unreachable.MayHaveBeenProcessed));
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
    public async Task A_call_without_a_connection_was_not_carried_out(HttpRequestError failure, UnreachableReason reason, bool mayHaveBeen)
    {
        using var client = new TokenBench().Client(new StubHandler((_, _) => throw new HttpRequestException(failure)));
        foreach (var error in new[] { (await client.GetPodioScopeAsync()).Left(), (await client.InvalidatePodioGrantAsync()).Left() })
        {
            Assert.Equal(TokenSourceError.Exchange(OAuthError.Unreachable(reason, mayHaveBeen)), error);
        }
    }

    [Fact]
    public async Task The_client_says_where_and_in_which_version()
    {
        var stub = new StubHandler((request, _) =>
        {
            Assert.Equal(
                (System.Net.HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact), (request.Version, request.VersionPolicy));
            return Answers.Of(System.Net.HttpStatusCode.OK, """{"scope":"user:read"}""");
        });
        using var client = new TokenBench().Client(stub);
        client.DefaultRequestVersion = System.Net.HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        Assert.Equal("user:read", (await client.GetPodioScopeAsync()).Right());
        using var based = new TokenBench().Client(stub);
        based.BaseAddress = new Uri("https://api.podio.com/base/");
        (based.DefaultRequestVersion, based.DefaultVersionPolicy) = (client.DefaultRequestVersion, client.DefaultVersionPolicy);
        Assert.Equal("user:read", (await based.GetPodioScopeAsync()).Right());
        Assert.Equal(
            ["https://api.podio.com/oauth/scope", "https://api.podio.com/base/oauth/scope"],
            stub.Requests.Select(request => request.Address.AbsoluteUri));
    }

    [Fact]
    public async Task Null_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => ((HttpClient)null!).GetPodioScopeAsync());
        await Assert.ThrowsAsync<ArgumentNullException>(() => ((HttpClient)null!).InvalidatePodioGrantAsync());
    }

    private static Fault FaultOf(string kind) => kind switch
    {
        "forbidden" => Fault.Reject("forbidden", status: 403),
        "limited" => Fault.RateLimit(TimeSpan.FromSeconds(5)),
        "down" => Fault.Unavailable(),
        "cut" => Fault.Cut(CutPoint.BeforeHeaders),
        "redirect" => Fault.Reply(new HttpReply(302, null, ReadOnlyMemory<byte>.Empty)),
        _ => Fault.Reject("invalid_token", status: 401),
    };

    private sealed class SilentHandler(TaskCompletionSource sent) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new Xunit.Sdk.XunitException("Nobody ends this wait but by cancelling it.");
        }
    }
}
