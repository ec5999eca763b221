using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A reply with so many members that nobody knows, before those of a token.</summary>
[MemoryDiagnoser, ShortRunJob]
public class ParsedMembers
{
    private HttpReply _reply = SampleReply.Reply;

    private static readonly int[] Sizes = [1, 10, 100, 1_000, 10_000, 100_000];

    internal static IReadOnlyList<Series> Series { get; } =
    [
        new("parse a reply", "unknown members", Sizes, At)
        {
            CauseOfMiss = "a body over 64 KiB is looked through for invalid literals before it is read, which is linear as well",
        },
        new("read past a reply with Utf8JsonReader alone", "unknown members", Sizes, ReaderAt) { IsOurs = false },
    ];

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

    private static Contender ReaderAt(int size)
    {
        var body = ReplyWith(size).ToBytes();
        return Contender.Of("Utf8JsonReader", () => ReadPast(body));
    }

    private static string ReadPast(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
        }

        return "read";
    }

    // Short ones, for all of them to fit into the largest body that is read, and of one length.
    private static HttpReply ReplyWith(int members) => new(
        200,
        "application/json",
        (byte[])[(byte)'{', .. Encoding.ASCII.GetBytes(Unknown(members)), .. SampleReply.Body[1..]]);

    private static string Unknown(int members) => string.Concat(Enumerable.Range(0, members).Select(i => $"\"{i:00000}\":0,"));
}
