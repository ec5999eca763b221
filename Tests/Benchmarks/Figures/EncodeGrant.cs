using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>
/// Validating a request and writing it, in both formats: beside <see cref="FormUrlEncodedContent"/>, which writes the same form, and beside
/// a source-generated record, serialized to the same JSON. Neither validates anything. All end with the bytes in an array of their own.
/// </summary>
/// <remarks>
/// What the peers write is made beforehand, as our request is. Of the ways to a form's bytes this one costs least: CopyTo into a stream
/// over an array takes as long and allocates more, ReadAsByteArrayAsync takes longer and allocates more.
/// </remarks>
[MemoryDiagnoser, ShortRunJob]
public class EncodeGrant
{
    internal const string FormPeer = "FormUrlEncodedContent, read into an array";
    internal const string JsonPeer = "System.Text.Json, source-generated record to an array";

    private static readonly Goal[] Goals = [new(Measure.Time, AtMost: 0.4), new(Measure.Bytes, AtMost: 0.33)];

    private SampleGrant _sample = SampleGrant.All[0];

    internal static IReadOnlyList<Figure> Figures { get; } =
        [.. SampleGrant.All.Select(BesideForm), .. SampleGrant.All.Select(BesideJson)];

    [ParamsSource(nameof(Grants))]
    public string Grant { get; set; } = SampleGrant.All[0].Name;

    public static IEnumerable<string> Grants => SampleGrant.All.Select(sample => sample.Name);

    [GlobalSetup]
    public void Choose() => _sample = SampleGrant.All.Single(sample => sample.Name == Grant);

    [Benchmark]
    public Either<OAuthError, FormRequest> OursInForm() => TokenRequest.Encode(_sample.InForm);

    [Benchmark(Baseline = true)]
    public byte[] PeerInForm() => WriteForm(_sample.Pairs);

    [Benchmark]
    public Either<OAuthError, FormRequest> OursInJson() => TokenRequest.Encode(_sample.InJson);

    [Benchmark]
    public byte[] PeerInJson() => _sample.WriteJson();

    private static Figure BesideForm(SampleGrant sample) => new(
        $"validate + encode {sample.Name}, form",
        Contender.Of("TokenRequest.Encode", () => TokenRequest.Encode(sample.InForm)),
        Contender.Of(FormPeer, () => WriteForm(sample.Pairs)),
        Goals,
        () => Agreement.Check(Convert.ToHexString(Written(sample.InForm)), Convert.ToHexString(WriteForm(sample.Pairs))))
    {
        CauseOfMiss = sample.InForm.Grant is AuthorizationCodeGrant
            ? "the redirect URI is checked (RFC 3986) before it is escaped, which takes as long as the rest"
            : "of the time: with little to escape, the peer has little to do; a tenth of ours is LanguageExt's Either. "
                + "Of the bytes: the body alone takes nearly all that the goal allows",
    };

    private static Figure BesideJson(SampleGrant sample) => new(
        $"validate + encode {sample.Name}, JSON",
        Contender.Of("TokenRequest.Encode", () => TokenRequest.Encode(sample.InJson)),
        Contender.Of(JsonPeer, sample.WriteJson),
        Goals,
        () => Agreement.Check(Normalized(Written(sample.InJson)), Normalized(sample.WriteJson())))
    {
        CauseOfMiss = "of the bytes: the peer allocates an array and nothing else, and ours returns such an array in a form request",
    };

    private static byte[] WriteForm(KeyValuePair<string, string>[] pairs)
    {
        using var content = new FormUrlEncodedContent(pairs);
        using var stream = content.ReadAsStream();
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        return body;
    }

    private static byte[] Written(TokenRequest request) => TokenRequest.Encode(request).Match(
        Right: form => form.ToBytes(),
        Left: error => throw new InvalidOperationException(error.Describe()));

    // The peer escapes the ampersand, which no JSON body needs.
    private static string Normalized(byte[] json) => JsonNode.Parse(json)!.ToJsonString();
}
