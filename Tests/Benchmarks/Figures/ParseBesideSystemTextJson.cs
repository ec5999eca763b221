using System.Text.Json;
using BenchmarkDotNet.Attributes;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Parsing a reply, beside a source-generated System.Text.Json record, which checks neither tokens nor duplicates nor the
/// status.</summary>
/// <remarks>The goal is held against an immutable record, for a token is one. What a mutable one costs stands below it.</remarks>
[MemoryDiagnoser, ShortRunJob]
public class ParseBesideSystemTextJson
{
    internal const string Peer = "System.Text.Json, source-generated record";
    internal const string ErrorPeer = "System.Text.Json, source-generated record of an error";

    private const string Work = "parse a 400-byte reply";

    private static readonly Goal[] Goals = [new(Measure.Time, AtMost: 0.45), new(Measure.Bytes, AtMost: 0.5)];

    private static readonly Contender Parse = Contender.Of("TokenReply.Parse", () => TokenReply.Parse(SampleReply.Reply));

    internal static IReadOnlyList<Figure> Figures { get; } =
    [
        new(
            Work,
            Parse,
            Contender.Of(Peer, Deserialize),
            Goals,
            () => Agreement.Check(SampleReply.ParseValues(SampleReply.Reply), Deserialize().ToValues())),
        new(
            Work,
            Parse,
            Contender.Of("System.Text.Json, source-generated mutable record", DeserializeMutable),
            [],
            () => Agreement.Check(SampleReply.ParseValues(SampleReply.Reply), DeserializeMutable().ToValues())),
        OfError("parse an error reply", SampleErrors.InvalidGrant, SampleErrors.InvalidGrantBody) with
        {
            CauseOfMiss = "two texts are nearly all that the peer makes; ours keeps the same two, checked, and what else the reply says",
        },
        OfError("parse a 420", SampleErrors.RateLimit, SampleErrors.RateLimitBody) with
        {
            CauseOfMiss = "the peer does not look for the wait, which only the text of the description says",
        },
    ];

    [Benchmark]
    public Either<OAuthError, Token> Ours() => TokenReply.Parse(SampleReply.Reply);

    [Benchmark(Baseline = true)]
    public object Record() => Deserialize();

    [Benchmark]
    public object MutableRecord() => DeserializeMutable();

    [Benchmark]
    public Either<OAuthError, Token> OursOfError() => TokenReply.Parse(SampleErrors.InvalidGrant);

    [Benchmark]
    public object RecordOfError() => DeserializeError(SampleErrors.InvalidGrantBody);

    [Benchmark]
    public Either<OAuthError, Token> OursOfRateLimit() => TokenReply.Parse(SampleErrors.RateLimit);

    [Benchmark]
    public object RecordOfRateLimit() => DeserializeError(SampleErrors.RateLimitBody);

    private static Figure OfError(string work, HttpReply reply, byte[] body) => new(
        work,
        Contender.Of("TokenReply.Parse", () => TokenReply.Parse(reply)),
        Contender.Of(ErrorPeer, () => DeserializeError(body)),
        Goals,
        () => Agreement.Check(SampleErrors.ParseValues(reply), DeserializeError(body).ToValues()));

    private static ErrorRecord DeserializeError(byte[] body) => JsonSerializer.Deserialize(body, TokenRecordContext.Default.ErrorRecord)!;

    private static TokenRecord Deserialize() => JsonSerializer.Deserialize(SampleReply.Body, TokenRecordContext.Default.TokenRecord)!;

    private static MutableTokenRecord DeserializeMutable() =>
        JsonSerializer.Deserialize(SampleReply.Body, TokenRecordContext.Default.MutableTokenRecord)!;
}
