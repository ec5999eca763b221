namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Which bodies are sent a second time: those that are sure to be the same, and those that the user let be kept.</summary>
public sealed class BodyTests
{
    private const string Text = "a=1&b=\u00E4 \u2603 +%26";

    private static readonly Dictionary<string, Func<HttpContent?>> Replayable = new()
    {
        ["none"] = () => null,
        ["bytes"] = () => new ByteArrayContent([0, 1, 255], 1, 2),
        ["memory"] = () => new ReadOnlyMemoryContent(new byte[] { 0, 1, 255 }),
        ["text"] = () => new StringContent(Text, Encoding.Unicode, "text/plain"),
        ["form"] = () => new FormUrlEncodedContent([new("a", Text), new("a", "")]),
        ["json"] = () => JsonContent.Create(new { a = Text }),
        ["lazy json"] = () => JsonContent.Create(Once(new([1, 2, 3]))),
        ["multipart"] = () => new MultipartContent("mixed", "b") { new StringContent(Text), JsonContent.Create(Once(new([1, 2]))) },
        ["multipart form"] = () => new MultipartFormDataContent("b")
        {
            { new StringContent(Text), "a" },
            { new ByteArrayContent([0, 255]), "file", "f.bin" },
            { new MultipartContent { new StringContent("x") }, "nested" },
        },
    };

    private static readonly Dictionary<string, Func<HttpContent?>> NotReplayable = new()
    {
        ["stream"] = Stream,
        ["stream that is read once"] = () => new StreamContent(new ForwardOnlyStream([1, 2, 3])) { Headers = { ContentLength = 3 } },
        ["multipart with stream"] = () => new MultipartFormDataContent { { new StringContent(Text), "a" }, { Stream(), "b" } },
        ["nested multipart with stream"] = () => new MultipartContent { new MultipartContent { Stream() } },
        ["derived"] = () => new Derived(Text),
        ["derived multipart"] = () => new DerivedMultipart { new StringContent(Text) },
    };

    private readonly TokenBench _bench = new();

    public static TheoryData<string> Replayables => [.. Replayable.Keys];

    public static TheoryData<string> NotReplayables => [.. NotReplayable.Keys];

    [Theory, MemberData(nameof(Replayables))]
    public async Task The_same_body_goes_out_twice(string kind)
    {
        await PostAsync(Replayable[kind](), replays: true);
        Assert.Equal(_bench.Stub.Requests[0].ContentHeaders, _bench.Stub.Requests[1].ContentHeaders);
        Assert.Equal(kind != "none", _bench.Stub.Requests[1].Body is { Length: > 0 });
    }

    [Theory, MemberData(nameof(NotReplayables))]
    public async Task Any_other_body_is_sent_once_and_the_rejection_is_the_result(string kind)
    {
        var old = await _bench.TokenAsync();
        Assert.Equal(Answers.ExpiredBody, await PostAsync(NotReplayable[kind](), replays: false));
        Assert.Equal(1, _bench.Exchanges);
        Assert.NotEqual(old, await _bench.TokenAsync()); // The next call has a new one.
    }

    [Theory, MemberData(nameof(NotReplayables))]
    public async Task If_the_user_allows_buffering_the_body_is_sent_twice(string kind)
    {
        await PostAsync(NotReplayable[kind](), replays: true, limit: 4096);
        Assert.NotEmpty(_bench.Stub.Requests[0].Body!);
    }

    [Theory, InlineData(100, 100, true), InlineData(100, 99, false), InlineData(1, 0, false)]
    public Task A_body_is_buffered_up_to_the_configured_limit(int length, int limit, bool replays) =>
        PostAsync(new StreamContent(new MemoryStream(new byte[length])), replays, limit);

    [Fact]
    public async Task A_stream_of_unknown_length_is_not_kept()
    {
        await PostAsync(new StreamContent(new ForwardOnlyStream([1, 2, 3])), replays: false, int.MaxValue);
        Assert.Equal([1, 2, 3], _bench.Stub.Requests[0].Body);
    }

    [Fact]
    public async Task An_inner_handler_that_replaces_the_body_gets_the_callers_own_each_time()
    {
        var stub = StubHandler.RefusingFirst(1);
        using var client = _bench.ClientOver(new Quoting { InnerHandler = stub });
        using var response = await client.PostAsync(TokenBench.Item, new StringContent(Text));
        Assert.Equal([$"<{Text}>", $"<{Text}>"], stub.Requests.Select(request => Encoding.UTF8.GetString(request.Body!)));
    }

    // Posts it with a token that is refused, and once more where it can be.
    private async Task<string> PostAsync(HttpContent? body, bool replays, int limit = 0)
    {
        _bench.Over(StubHandler.RefusingFirst(1), options => options.MaxBufferedBody = limit == 0 ? options.MaxBufferedBody : limit);
        using var response = await _bench.Client.PostAsync(TokenBench.Item, body);
        Assert.Equal(replays ? 200 : 401, (int)response.StatusCode);
        Assert.Equal(replays ? 2 : 1, _bench.Stub.Requests.Count);
        Assert.Equal(_bench.Stub.Requests[0].Body, _bench.Stub.Requests[^1].Body);
        return await response.Content.ReadAsStringAsync();
    }

    private static StreamContent Stream() => new(new MemoryStream(Encoding.UTF8.GetBytes(Text)))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("text/plain") },
    };

    // What is enumerated a second time is another thing: a query, say, that ran meanwhile.
    private static IEnumerable<int> Once(Queue<int> left)
    {
        while (left.TryDequeue(out var next))
        {
            yield return next;
        }
    }

    // As one that compresses does.
    private sealed class Quoting : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Content = new StringContent($"<{await request.Content!.ReadAsStringAsync(cancellationToken)}>");
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Derived(string text) : StringContent(text);

    private sealed class DerivedMultipart : MultipartContent;

    private sealed class ForwardOnlyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
