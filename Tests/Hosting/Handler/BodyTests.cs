using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Xunit.Sdk;

namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Which bodies are sent a second time: those that are sure to be the same, and those that the user let be kept.</summary>
public sealed class BodyTests
{
    private const string Text = "a=1&b=\u00E4 \u2603 +%26";

    private static readonly Uri Item = new("https://api.podio.com/item/1");

    private readonly TokenBench _bench = new();

    public static TheoryData<string> Replayable =>
        ["none", "bytes", "memory", "text", "form", "json", "lazy json", "multipart", "multipart form"];

    public static TheoryData<string> NotReplayable =>
        ["stream", "multipart with stream", "nested multipart with stream", "derived", "derived multipart"];

    [Theory]
    [MemberData(nameof(Replayable))]
    public async Task The_same_body_goes_out_twice(string kind)
    {
        var stub = StubHandler.RefusingFirst(1);
        using var client = _bench.Client(stub);
        using var body = BodyOf(kind);
        using var response = await client.PostAsync(Item, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal(stub.Requests[0].Body, stub.Requests[1].Body);
        Assert.Equal(stub.Requests[0].ContentHeaders, stub.Requests[1].ContentHeaders);
        Assert.Equal(kind != "none", stub.Requests[1].Body is { Length: > 0 });
    }

    [Theory]
    [MemberData(nameof(NotReplayable))]
    public async Task Any_other_body_goes_out_once_and_the_refusal_is_the_answer(string kind)
    {
        var old = await _bench.TokenAsync();
        var stub = StubHandler.RefusingFirst(1);
        using var client = _bench.Client(stub);
        using var body = BodyOf(kind);
        using var response = await client.PostAsync(Item, body);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(Answers.ExpiredBody, await response.Content.ReadAsStringAsync());
        Assert.Single(stub.Requests);
        Assert.Equal(1, _bench.Exchanges);
        Assert.NotEqual(old, await _bench.TokenAsync()); // The next call has a new one.
    }

    [Theory]
    [MemberData(nameof(NotReplayable))]
    public async Task Where_the_user_lets_it_be_kept_it_goes_out_twice(string kind)
    {
        var stub = StubHandler.RefusingFirst(1);
        using var client = _bench.Client(stub, options => options.MaxBufferedBody = 4096);
        using var body = BodyOf(kind);
        using var response = await client.PostAsync(Item, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, stub.Requests.Count);
        Assert.NotEmpty(stub.Requests[0].Body!);
        Assert.Equal(stub.Requests[0].Body, stub.Requests[1].Body);
    }

    [Theory]
    [InlineData(100, 100, true)]
    [InlineData(100, 99, false)]
    [InlineData(1, 0, false)]
    public async Task Up_to_the_limit_that_the_user_set(int length, int limit, bool isReplayed)
    {
        var stub = StubHandler.RefusingFirst(1);
        using var client = _bench.Client(stub, options => options.MaxBufferedBody = limit);
        using var body = new StreamContent(new MemoryStream(new byte[length]));
        using var response = await client.PostAsync(Item, body);
        Assert.Equal(isReplayed ? 2 : 1, stub.Requests.Count);
    }

    [Fact]
    public async Task A_stream_of_unknown_length_is_not_kept()
    {
        var stub = StubHandler.RefusingFirst(1);
        using var client = _bench.Client(stub, options => options.MaxBufferedBody = int.MaxValue);
        using var body = new StreamContent(new ForwardOnlyStream([1, 2, 3]));
        using var response = await client.PostAsync(Item, body);
        Assert.Equal([1, 2, 3], Assert.Single(stub.Requests).Body);
    }

    private static HttpContent? BodyOf(string kind) => kind switch
    {
        "none" => null,
        "bytes" => new ByteArrayContent([0, 1, 255], 1, 2),
        "memory" => new ReadOnlyMemoryContent(new byte[] { 0, 1, 255 }),
        "text" => new StringContent(Text, Encoding.Unicode, "text/plain"),
        "form" => new FormUrlEncodedContent([new("a", Text), new("a", "")]),
        "json" => JsonContent.Create(new { a = Text }),
        "lazy json" => JsonContent.Create(Once([1, 2, 3])),
        "multipart" => new MultipartContent("mixed", "b") { new StringContent(Text), JsonContent.Create(Once([1, 2])) },
        "multipart form" => new MultipartFormDataContent("b")
        {
            { new StringContent(Text), "a" },
            { new ByteArrayContent([0, 255]), "file", "f.bin" },
            { new MultipartContent { new StringContent("x") }, "nested" },
        },
        "stream" => Stream(),
        "multipart with stream" => new MultipartFormDataContent { { new StringContent(Text), "a" }, { Stream(), "b" } },
        "nested multipart with stream" => new MultipartContent { new MultipartContent { Stream() } },
        "derived" => new Derived(Text),
        "derived multipart" => new DerivedMultipart { new StringContent(Text) },
        _ => throw new XunitException(kind),
    };

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

    private static IEnumerable<int> Once(int[] numbers) => Once(new Queue<int>(numbers));

    private sealed class Derived(string text) : StringContent(text);

    private sealed class DerivedMultipart : MultipartContent;

    private sealed class ForwardOnlyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
