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
    private const string Work = "parse a 400-byte reply";

    private static readonly Contender Parse = Contender.Of("TokenReply.Parse", () => TokenReply.Parse(SampleReply.Reply));

    internal static IReadOnlyList<Figure> Figures { get; } =
    [
        new(
            Work,
            Parse,
            Contender.Of("System.Text.Json, source-generated record", Deserialize),
            [new(Measure.Time, AtMost: 0.5), new(Measure.Bytes, AtMost: 0.5)],
            () => Agreement.Check(SampleReply.ParseValues(SampleReply.Reply), Deserialize().ToValues())),
        new(
            Work,
            Parse,
            Contender.Of("System.Text.Json, source-generated mutable record", DeserializeMutable),
            [],
            () => Agreement.Check(SampleReply.ParseValues(SampleReply.Reply), DeserializeMutable().ToValues())),
    ];

    [Benchmark]
    public Either<OAuthError, Token> Ours() => TokenReply.Parse(SampleReply.Reply);

    [Benchmark(Baseline = true)]
    public object Record() => Deserialize();

    [Benchmark]
    public object MutableRecord() => DeserializeMutable();

    private static TokenRecord Deserialize() => JsonSerializer.Deserialize(SampleReply.Body, TokenRecordContext.Default.TokenRecord)!;

    private static MutableTokenRecord DeserializeMutable() =>
        JsonSerializer.Deserialize(SampleReply.Body, TokenRecordContext.Default.MutableTokenRecord)!;
}
