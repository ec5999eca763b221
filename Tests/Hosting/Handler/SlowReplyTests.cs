using System.Net;
using System.Text;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Bodies that are slow, or never end: the caller of a 420 or 429 does not wait for them, and that of a 401 not for
/// long.</summary>
public sealed class SlowReplyTests
{
    private const string Prose = """{"error":"rate_limit","error_description":"Please wait 300 seconds before trying again"}""";

    private static readonly Uri Item = new("https://api.podio.com/item/1");

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30); // Never waited out: only what hangs takes so long.

    private readonly TokenBench _bench = new();

    [Theory]
    [InlineData(420, false)]
    [InlineData(429, false)]
    [InlineData(429, true)]
    public async Task A_limit_that_the_header_tells_counts_before_the_body_comes(int status, bool isBuffered)
    {
        using var body = new GatedContent("", Prose, isBuffered);
        var stub = Limited(status, body, retryAfter: "60");
        using var client = HoldingBack(stub);
        using var response = await client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon);
        Assert.Equal(status, (int)response.StatusCode);
        await AssertLimitedAsync(client, seconds: 60);
        Assert.False(body.IsAsked);
        body.Open();
        Assert.Equal(Prose, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(10, false)]
    [InlineData(0, true)]
    public async Task A_limit_that_the_body_tells_counts_when_the_caller_has_read_it(int first, bool isBuffered)
    {
        using var body = new GatedContent(Prose[..first], Prose[first..], isBuffered);
        var stub = Limited(420, body);
        using var client = HoldingBack(stub);
        using var response = await client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon);
        using (await client.GetAsync(Item))
        {
            Assert.Equal(2, stub.Requests.Count); // Nothing is known yet.
        }

        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[1000];
        Assert.Equal(first, first == 0 ? 0 : await stream.ReadAsync(buffer)); // What has come is given before the rest comes.
        var reading = stream.ReadAtLeastAsync(buffer.AsMemory(first), buffer.Length - first, throwOnEndOfStream: false);
        Assert.False(reading.IsCompleted);
        body.Open();
        var length = first + await reading;
        Assert.Equal(Prose, Encoding.UTF8.GetString(buffer.AsSpan(0, length)));
        await AssertLimitedAsync(client, seconds: 300);
    }

    [Fact]
    public async Task A_limit_that_came_in_one_piece_counts_though_nobody_reads_it()
    {
        using var client = HoldingBack(new StubHandler((_, number) => number == 1 ? Answers.Limited(Prose) : Answers.Ok()));
        using var response = await client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead);
        await AssertLimitedAsync(client, seconds: 300);
    }

    [Fact]
    public async Task A_limit_that_comes_after_the_caller_has_left_counts_as_well()
    {
        using var body = new GatedContent("", Prose);
        using var client = HoldingBack(Limited(420, body));
        (await client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon)).Dispose();
        Assert.False(body.Disposed.IsCompleted);
        body.Open();
        await body.Disposed.WaitAsync(Soon);
        await AssertLimitedAsync(client, seconds: 300);
    }

    [Fact]
    public async Task One_that_does_not_come_then_counts_as_one_of_unknown_length()
    {
        using var body = new GatedContent("", Prose);
        using var client = HoldingBack(Limited(420, body));
        (await client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon)).Dispose();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await body.Disposed.WaitAsync(Soon);
        await AssertLimitedAsync(client, seconds: 3605);
    }

    [Fact]
    public async Task One_that_is_cut_short_counts_as_well()
    {
        using var body = new GatedContent("", Prose);
        using var client = HoldingBack(Limited(420, body));
        var response = await client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon);
        body.Cut();
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync());
        response.Dispose();
        await body.Disposed.WaitAsync(Soon);
        await AssertLimitedAsync(client, seconds: 3600);
    }

    [Fact]
    public async Task A_body_that_nobody_reads_is_let_go_of_though_the_observer_throws()
    {
        using var body = new GatedContent("", Prose);
        using var handler = new PodioTokenHandler(() => new TokenHandlerSetup(
            _ => _bench.Source,
            new PodioTokenHandlerOptions(),
            call => _ = call.Kind == ApiCallKind.RateLimited ? throw new InvalidOperationException("A logger that cannot log.") : call))
        {
            InnerHandler = Limited(420, body),
        };
        using var client = new HttpClient(handler);
        (await client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon)).Dispose();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await body.Disposed.WaitAsync(Soon);
    }

    [Fact]
    public async Task A_caller_who_stops_waiting_for_the_body_may_go_on_reading()
    {
        using var body = new GatedContent("", Prose);
        using var client = HoldingBack(Limited(420, body));
        using var response = await client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon);
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
    public async Task Over_a_socket_as_well()
    {
        await using var server = WireServer.Start((_, connection) =>
            connection.SendAsync(WireAnswers.Head(429, "Content-Length: 1000"))); // And no body.
        using var client = _bench.Client(new SocketsHttpHandler(), options => options.AllowedOrigins.Add(server.Address));
        using var response = await client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
    }

    [Fact]
    public async Task A_refusal_is_waited_for_so_long_and_then_handed_over_as_it_is()
    {
        _ = await _bench.TokenAsync();
        using var body = new GatedContent(Answers.ExpiredBody[..10], Answers.ExpiredBody[10..]);
        var stub = Refusing(body);
        using var client = _bench.Client(stub);
        var call = client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead);
        await body.Waiting.WaitAsync(Soon);
        _bench.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(call.IsCompleted);
        _bench.Clock.Advance(TimeSpan.FromSeconds(0.1));
        using var response = await call.WaitAsync(Soon);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(stub.Requests);
        body.Open();
        Assert.Equal(Answers.ExpiredBody, await response.Content.ReadAsStringAsync());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_refusal_that_comes_in_time_is_renewed()
    {
        using var body = new GatedContent(Answers.ExpiredBody[..10], Answers.ExpiredBody[10..]);
        var stub = Refusing(body);
        using var client = _bench.Client(stub);
        var call = client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead);
        await body.Waiting.WaitAsync(Soon);
        _bench.Clock.Advance(TimeSpan.FromSeconds(4.9));
        body.Open();
        using var response = await call.WaitAsync(Soon);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((2, 2), (stub.Requests.Count, _bench.Exchanges));
    }

    [Fact]
    public async Task A_refusal_in_the_header_counts_without_its_body()
    {
        _ = await _bench.TokenAsync();
        using var body = new GatedContent("", Answers.ExpiredBody);
        var stub = Refusing(body, "OAuth realm=\"podio\", error=\"expired_token\"");
        using var client = _bench.Client(stub);
        var call = client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead);
        await body.Waiting.WaitAsync(Soon);
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        using var response = await call.WaitAsync(Soon);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(body.Disposed.IsCompleted);
    }

    [Fact]
    public async Task A_caller_who_cancels_waits_for_no_refusal()
    {
        using var body = new GatedContent("", Answers.ExpiredBody);
        using var client = _bench.Client(Refusing(body));
        using var cancellation = new CancellationTokenSource();
        var call = client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead, cancellation.Token);
        await body.Waiting.WaitAsync(Soon);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Soon));
        Assert.True(body.Disposed.IsCompleted);
    }

    private static StubHandler Limited(int status, HttpContent body, string? retryAfter = null) => new((_, number) =>
    {
        if (number > 1)
        {
            return Answers.Ok();
        }

        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = body };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    });

    private static StubHandler Refusing(HttpContent body, string? authenticate = null) => new((_, number) =>
    {
        if (number > 1)
        {
            return Answers.Ok();
        }

        var response = new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = body };
        if (authenticate is not null)
        {
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", authenticate);
        }

        return response;
    });

    // Whose calls end at once during a limit, and say until when it lasts.
    private HttpClient HoldingBack(StubHandler stub) => _bench.Client(stub, options => options.HoldBack = TimeSpan.Zero);

    private static async Task AssertLimitedAsync(HttpClient client, int seconds)
    {
        var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
        Assert.Equal(TokenSourceError.CoolingDown(TokenBench.Start.AddSeconds(seconds)), exception.Error);
    }
}
