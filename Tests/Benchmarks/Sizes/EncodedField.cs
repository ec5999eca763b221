using BenchmarkDotNet.Attributes;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A request with a password of so many bytes, some of which both formats escape.</summary>
[MemoryDiagnoser, ShortRunJob]
public class EncodedField
{
    private TokenRequest _request = RequestOf(16, WireFormat.Form);

    internal static IReadOnlyList<Series> Series { get; } = [Of("form", WireFormat.Form), Of("JSON", WireFormat.Json)];

    [Params(16, 64, 256, 1_024, 4_096, 16_384)]
    public int Bytes { get; set; }

    [Params(WireFormat.Form, WireFormat.Json)]
    public WireFormat Format { get; set; }

    [GlobalSetup]
    public void Make() => _request = RequestOf(Bytes, Format);

    [Benchmark]
    public Either<OAuthError, FormRequest> Encode() => TokenRequest.Encode(_request);

    private static Series Of(string format, WireFormat wireFormat) =>
        new($"validate + encode, {format}", "bytes of a field", [16, 64, 256, 1_024, 4_096, 16_384], size => At(size, wireFormat));

    private static Contender At(int size, WireFormat format)
    {
        var request = RequestOf(size, format);
        Agreement.Check(TokenRequest.Encode(request).IsRight, peer: true);
        return Contender.Of("TokenRequest.Encode", () => TokenRequest.Encode(request));
    }

    private static TokenRequest RequestOf(int size, WireFormat format) => new(
        new ClientCredentials(clientId: SampleForm.ClientId, clientSecret: SampleForm.ClientSecret),
        Grant.Password(SampleForm.Username, string.Concat(Enumerable.Repeat("sixteen \"bytes\"&", size / 16))),
        format);
}
