using Flurl.Http.Configuration;
using Flurl.Http.Testing;
using Flurl.Util;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>What only a Flurl client does.</summary>
public sealed class FlurlTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task An_error_that_an_event_handler_calls_handled_is_still_an_error(bool isAsynchronous)
    {
        using var client = new FlurlClient(new HttpClient(new Stub(_ => throw new HttpRequestException(HttpRequestError.ConnectionError))));
        _ = !isAsynchronous ? client.OnError(call => call.ExceptionHandled = true) : client.OnError(async call =>
        {
            await Task.Yield();
            call.ExceptionHandled = true;
        });

        var outcome = await FlurlTransport.Create(client).SendAsync();

        outcome.AssertUnreachable(UnreachableReason.ConnectionFailed, mayHaveBeenProcessed: false);
    }

    [Fact]
    public async Task An_event_handler_that_throws_is_a_programming_error()
    {
        using var client = new FlurlClient(new HttpClient(new Stub(_ => new())));
        client.BeforeCall(_ => throw new InvalidOperationException("mine"));
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => FlurlTransport.Create(client).SendAsync());
        Assert.Equal("mine", exception.Message);
    }

    [Theory, InlineData(302), InlineData(307)]
    public async Task Redirects_that_an_event_handler_turns_on_send_no_body(int status)
    {
        await using var other = WireServer.Start(WireAnswers.Reply(200));
        await using var server = WireServer.Start(WireAnswers.Reply(status, "", $"Location: {other.Address}oauth/token"));
        using var client = new FlurlClient().BeforeCall(call => call.Request.WithAutoRedirect(true));

        var outcome = await FlurlTransport.Create(client, server.Endpoint).SendAsync();

        outcome.AssertUnreachable(status == 307 ? UnreachableReason.SecondSend : UnreachableReason.Redirected, mayHaveBeenProcessed: true);
        Assert.DoesNotContain(other.Requests, request => request.HoldsCredentials());
    }

    [Theory, InlineData(400), InlineData(503)]
    public async Task Every_status_is_a_reply_regardless_of_the_allowed_range_and_raises_no_OnError_event(int status)
    {
        var errors = 0;
        await using var server = WireServer.Start(WireAnswers.Reply(status));
        using var strict = new FlurlClient().AllowHttpStatus("2xx")
            .BeforeCall(call => call.Request.Settings.AllowedHttpStatusRange = "2xx");
        using var told = new FlurlClient().OnError(_ => errors++);
        (await FlurlTransport.Create(strict, server.Endpoint).SendAsync()).AssertReply(status);
        (await FlurlTransport.Create(told, server.Endpoint).SendAsync()).AssertReply(status);
        Assert.Equal(0, errors);
    }

    [Fact]
    public async Task A_client_without_a_time_limit_may_have_one_from_the_options()
    {
        using var client = new FlurlClient(new HttpClient(new Stub(async (_, allowed) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, allowed);
            return new HttpResponseMessage();
        })));
        client.Settings.Timeout = null;
        var transport = FlurlTransport.Create(client, options: new TransportOptions { Timeout = TimeSpan.FromMilliseconds(50) });
        (await transport.SendAsync()).AssertUnreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: false);
    }

    [Fact]
    public async Task Flurls_own_test_mode_works()
    {
        using var client = new FlurlClient();
        var transport = FlurlTransport.Create(client);
        using var test = new HttpTest();
        test.RespondWith("{}", 420, new Dictionary<string, object> { ["Retry-After"] = "7" }).SimulateTimeout();

        Assert.Equal("7", (await transport.SendAsync()).AssertReply(420).RevealHeader("Retry-After"));
        (await transport.SendAsync()).AssertUnreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: false);
        test.ShouldHaveCalled("https://api.podio.com/oauth/token").WithVerb(HttpMethod.Post).Times(2);
    }

    [Fact]
    public async Task A_client_that_returns_no_response_is_a_failure()
    {
        using var client = new Silent();
        (await FlurlTransport.Create(client).SendAsync()).AssertUnreachable(UnreachableReason.Other, mayHaveBeenProcessed: false);
    }

    [Fact]
    public async Task The_time_of_a_client_that_does_not_send_through_its_HttpClient_counts_too()
    {
        using var client = new Silent { HttpClient = { Timeout = TimeSpan.FromMilliseconds(50) }, Takes = Timeout.InfiniteTimeSpan };
        (await FlurlTransport.Create(client).SendAsync()).AssertUnreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: false);
    }

    /// <summary>Somebody's own client.</summary>
    private sealed class Silent : IFlurlClient
    {
        public HttpClient HttpClient { get; } = new();

        public string BaseUrl { get; set; } = "";

        public bool IsDisposed => false;

        public FlurlHttpSettings Settings { get; } = new();

        public INameValueList<string> Headers { get; } = new NameValueList<string>(false);

        public IList<(FlurlEventType EventType, IFlurlEventHandler Handler)> EventHandlers { get; } = [];

        public IFlurlRequest Request(params object[] urlSegments) => throw new NotSupportedException();

        public TimeSpan Takes { get; init; }

        public async Task<IFlurlResponse> SendAsync(
            IFlurlRequest request, HttpCompletionOption completionOption = default, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Takes, TimeProvider.System, cancellationToken);
            return null!;
        }

        public void Dispose() => HttpClient.Dispose();
    }
}
