using System.Net;
using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using Duende.IdentityModel.Client;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Parsing a reply, beside Duende.IdentityModel's <see cref="TokenResponse"/>, in two ways.</summary>
/// <remarks>
/// <para>As it is called: a message in, a response out. A message is read once, so each reading has one of its own. A response reads
/// its values only when asked, and here nobody asks.</para>
/// <para>The same work: from the body's bytes to every value in hand. Here our contender makes its reply too.</para>
/// </remarks>
[MemoryDiagnoser, ShortRunJob]
public class ParseBesideDuende
{
    private static readonly Goal[] Goals = [new(Measure.Time, AtMost: 0.3), new(Measure.Bytes, AtMost: 0.25)];

    internal static IReadOnlyList<Figure> Figures { get; } =
    [
        new(
            "parse a 400-byte reply",
            Contender.Of("TokenReply.Parse", () => TokenReply.Parse(SampleReply.Reply)),
            Contender.Of("Duende.IdentityModel TokenResponse, no value read", ReadMessage),
            Goals,
            () => Agreement.Check(SampleReply.ParseValues(SampleReply.Reply), ReadValues()))
        {
            CauseOfMiss = "the peer finds the JSON's members and makes no value of any; with its values read, see below",
        },
        new(
            "a 400-byte body to the values of a token",
            Contender.Of("TokenReply.Parse", () => TokenReply.Parse(SampleReply.MakeReply())),
            Contender.Of("Duende.IdentityModel TokenResponse, each value read", ReadValues),
            Goals,
            () => Agreement.Check(SampleReply.ParseValues(SampleReply.MakeReply()), ReadValues())),
    ];

    [Benchmark]
    public Either<OAuthError, Token> Ours() => TokenReply.Parse(SampleReply.Reply);

    [Benchmark(Baseline = true)]
    public Task<TokenResponse> NoValueRead() => ReadMessage();

    [Benchmark]
    public object EachValueRead() => ReadValues();

    private static Task<TokenResponse> ReadMessage() => ProtocolResponse.FromHttpResponseAsync<TokenResponse>(MakeMessage());

    // The body is there already: nothing waits.
    private static TokenValues ReadValues() => DuendeReply.ValuesOf(ReadMessage().GetAwaiter().GetResult());

    private static HttpResponseMessage MakeMessage()
    {
        var content = new ByteArrayContent(SampleReply.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }
}
