using System.Text;
using BenchmarkDotNet.Attributes;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A reply with so many members that nobody knows, before those of a token.</summary>
[MemoryDiagnoser, ShortRunJob]
public class ParsedMembers
{
    private HttpReply _reply = SampleReply.Reply;

    internal static Series Series { get; } =
        new("parse a reply", "unknown members", [1, 10, 100, 1_000, 10_000, 100_000], At);

    [Params(1, 100, 10_000, 100_000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Make() => _reply = ReplyWith(Members);

    [Benchmark]
    public Either<OAuthError, Token> Parse() => TokenReply.Parse(_reply);

    private static Contender At(int size)
    {
        var reply = ReplyWith(size);
        Agreement.Check(SampleReply.ParseValues(reply), SampleReply.ParseValues(SampleReply.Reply));
        return Contender.Of("TokenReply.Parse", () => TokenReply.Parse(reply));
    }

    // Short ones: all of them fit into the largest body that is read.
    private static HttpReply ReplyWith(int members) => new(
        200,
        "application/json",
        (byte[])[.. Encoding.ASCII.GetBytes('{' + string.Concat(Enumerable.Range(0, members).Select(i => $"\"{i}\":0,"))), .. SampleReply.Body[1..]]);
}
