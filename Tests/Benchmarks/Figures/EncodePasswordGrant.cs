using BenchmarkDotNet.Attributes;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>
/// Validating a password grant and writing its form, beside <see cref="FormUrlEncodedContent"/>, which writes the same form and validates
/// nothing. Both end with the bytes in an array of their own.
/// </summary>
/// <remarks>
/// The peer's list of pairs is made beforehand, as our request is. Of the ways to its bytes this one costs least: CopyTo into a stream over
/// an array takes as long and allocates more, ReadAsByteArrayAsync takes longer and allocates more.
/// </remarks>
[MemoryDiagnoser, ShortRunJob]
public class EncodePasswordGrant
{
    internal static Figure Figure { get; } = new(
        "validate + encode a password grant",
        Contender.Of("TokenRequest.Encode", () => TokenRequest.Encode(SampleRequest.Request)),
        Contender.Of("FormUrlEncodedContent, read into an array", WriteByPeer),
        [new(Measure.Time, AtMost: 0.45), new(Measure.Bytes, AtMost: 0.45)],
        () => Agreement.Check(Written(TokenRequest.Encode(SampleRequest.Request)), Convert.ToHexString(WriteByPeer())));

    [Benchmark]
    public Either<OAuthError, FormRequest> Ours() => TokenRequest.Encode(SampleRequest.Request);

    [Benchmark(Baseline = true)]
    public byte[] Peer() => WriteByPeer();

    private static byte[] WriteByPeer()
    {
        using var content = new FormUrlEncodedContent(SampleForm.Pairs);
        using var stream = content.ReadAsStream();
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        return body;
    }

    private static string Written(Either<OAuthError, FormRequest> form) => form.Match(
        Right: request => Convert.ToHexString(request.ToBytes()),
        Left: error => throw new InvalidOperationException(error.Describe()));
}
