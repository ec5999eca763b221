namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Bodies that are slow, or never end: the caller of a 420 or 429 does not wait for them, and that of a 401 not for
/// long.</summary>
public sealed class SlowReplyTests
{
    private const string Prose = """{"error":"rate_limit","error_description":"Please wait 300 seconds before trying again"}""";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2); // Never waited out: only what hangs takes so long.

    private readonly TokenBench _bench = new();

    [Theory, InlineData(420, false), InlineData(429, false), InlineData(429, true)]
    public async Task A_limit_in_the_header_counts_before_the_body_arrives(int status, bool isBuffered)
    {
        using var body = new GatedContent("", Prose, isBuffered);
        using var response = await MeetAsync(status, body, "Retry-After", "60");
        Assert.Equal(status, (int)response.StatusCode);
        await AssertLimitedAsync(seconds: 60);
        Assert.False(body.IsAsked);
        body.Open();
        Assert.Equal(Prose, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(0, false, false), InlineData(10, false, false)]
    [InlineData(10, false, true), InlineData(0, true, false)]
    public async Task A_limit_in_the_body_counts_when_the_caller_has_read_it(int first, bool isBuffered, bool isSync)
    {
        using var body = new GatedContent(Prose[..first], Prose[first..], isBuffered);
        using var response = await MeetAsync(420, body);
        Assert.Equal(200, (await _bench.GetAsync()).Status); // Nothing is known yet.

        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[1000];
        Assert.Equal(first, first == 0 ? 0 : await stream.ReadAsync(buffer)); // What has come is given before the rest comes.
        var reading = isSync
            ? Task.Run(() => stream.ReadAtLeast(buffer.AsSpan(first), buffer.Length - first, throwOnEndOfStream: false))
            : stream.ReadAtLeastAsync(buffer.AsMemory(first), buffer.Length - first, throwOnEndOfStream: false).AsTask();
        await body.Waiting;
        Assert.False(reading.IsCompleted);
        body.Open();
        var length = first + await reading;
        Assert.Equal(Prose, Encoding.UTF8.GetString(buffer.AsSpan(0, length)));
        await AssertLimitedAsync(seconds: 300);
    }

    [Fact]
    public async Task A_limit_that_arrived_at_once_counts_even_if_the_body_is_not_read()
    {
        using var response = await MeetAsync(420, new StringContent(Prose));
        await AssertLimitedAsync(seconds: 300);
    }

    [Theory]
    [InlineData("comes", 300)]
    [InlineData("does not come", 3605)] // It is waited for so long, and then of unknown length.
    [InlineData("is cut short", 3600)]
    public async Task A_limit_counts_even_if_the_caller_has_left(string rest, int seconds)
    {
        using var body = new GatedContent(Prose[..10], Prose[10..]);
        using (var response = await MeetAsync(420, body))
        {
            await (await response.Content.ReadAsStreamAsync()).DisposeAsync(); // And once more with the response: that is nothing new.
        }

        Assert.False(body.Disposed.IsCompleted);
        Action come = rest switch
        {
            "comes" => body.Open,
            "is cut short" => () => body.Cut(),
            _ => () => _bench.Clock.Advance(TimeSpan.FromSeconds(5)),
        };
        come();
        await body.Disposed.WaitAsync(Soon);
        await AssertLimitedAsync(seconds);
    }

    [Fact]
    public async Task An_unread_body_is_released_and_its_limit_counts_even_if_the_observer_throws()
    {
        using var body = new GatedContent("", Prose);
        var setup = new TokenHandlerSetup(
            _ => _bench.Source,
            new PodioTokenHandlerOptions(),
            call => _ = call.Kind == ApiCallKind.RateLimited ? throw new InvalidOperationException("A logger that cannot log.") : call);
        var stub = StubHandler.Always(() => new HttpResponseMessage((HttpStatusCode)420) { Content = body });
        using var client = new HttpClient(new PodioTokenHandler(() => setup) { InnerHandler = stub });
        (await client.GetAsync(TokenBench.Item, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon)).Dispose();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await body.Disposed.WaitAsync(Soon);
        _bench.Source.ReportRejected(new Secret(await _bench.TokenAsync()));
        Assert.Equal(
            TokenSourceError.CoolingDown(TokenBench.Start.AddSeconds(3605)), (await _bench.Source.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task A_caller_that_cancels_a_read_may_continue_reading()
    {
        using var body = new GatedContent("", Prose);
        using var response = await MeetAsync(420, body);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var cancellation = new CancellationTokenSource();
        var buffer = new byte[1000];
        var reading = stream.ReadAsync(buffer, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        body.Open();
        Assert.Equal(Prose.Length, await stream.ReadAsync(buffer));
    }

    [Fact]
    public async Task A_limit_in_the_header_counts_over_a_socket_as_well()
    {
        await using var server = WireServer.Start((_, connection) =>
            connection.SendAsync(WireAnswers.Head(429, "Content-Length: 1000"))); // And no body.
        using var client = _bench.ClientOver(new SocketsHttpHandler(), options => options.AllowedOrigins.Add(server.Address));
        using var response = await client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // It is waited for so long, and then handed over as it is.
    public async Task A_token_whose_rejection_arrives_in_time_is_renewed(bool isRenewed)
    {
        using var body = new GatedContent(Answers.ExpiredBody[..10], Answers.ExpiredBody[10..]);
        var call = MeetAsync(401, body);
        await body.Waiting.WaitAsync(Soon);
        _bench.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(call.IsCompleted);
        _bench.Clock.Advance(isRenewed ? TimeSpan.Zero : TimeSpan.FromSeconds(0.1));
        using var response = isRenewed ? null : await call;
        body.Open();
        Assert.Equal(isRenewed ? 200 : 401, (int)(await call).StatusCode);
        Assert.Equal(isRenewed ? "{}" : Answers.ExpiredBody, await (await call).Content.ReadAsStringAsync());
        Assert.Equal(isRenewed ? (2, 2) : (1, 1), _bench.Counts);
    }

    [Fact]
    public async Task A_rejection_in_the_header_counts_without_its_body()
    {
        using var body = new GatedContent("", Answers.ExpiredBody);
        var call = MeetAsync(401, body, "WWW-Authenticate", "OAuth realm=\"podio\", error=\"expired_token\"");
        await body.Waiting.WaitAsync(Soon);
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        using var response = await call;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(body.Disposed.IsCompleted);
    }

    [Fact]
    public async Task A_caller_that_cancels_does_not_wait_for_the_body_of_a_401()
    {
        using var body = new GatedContent("", Answers.ExpiredBody);
        using var cancellation = new CancellationTokenSource();
        var call = MeetAsync(401, body, cancellationToken: cancellation.Token);
        await body.Waiting.WaitAsync(Soon);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(body.Disposed.IsCompleted);
    }

    // Has the first call answered so and every other one well, and makes the first. During a limit the others end at once, and say until
    // when it lasts.
    private Task<HttpResponseMessage> MeetAsync(
        int status, HttpContent body, string header = "", string? value = null, CancellationToken cancellationToken = default) => _bench
        .Over(
            (_, number) => number > 1
                ? Answers.Ok()
                : Answers.With(new HttpResponseMessage((HttpStatusCode)status) { Content = body }, header, value),
            options => options.HoldBack = TimeSpan.Zero)
        .Client.GetAsync(TokenBench.Item, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        .WaitAsync(Soon, CancellationToken.None);

    private async Task AssertLimitedAsync(int seconds) =>
        Assert.Equal(TokenSourceError.CoolingDown(TokenBench.Start.AddSeconds(seconds)), await _bench.GetInVainAsync());
}
