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
    private const string Username = "jane.doe@example.com";
    private const string Password = "correct horse & battery=100%";
    private const string ClientId = "my-client";
    private const string ClientSecret = "3qXw7Kd0Zr9TnB5vLs2YhJ8mGf4PcE6uQa1RoVtDiNkMySjUbHgFxCwAzOlIpTeW";

    private static readonly TokenRequest Request = new(
        new ClientCredentials(clientId: ClientId, clientSecret: ClientSecret),
        Grant.Password(username: Username, password: Password));

    private static readonly KeyValuePair<string, string>[] Pairs =
    [
        new("grant_type", "password"),
        new("username", Username),
        new("password", Password),
        new("client_id", ClientId),
        new("client_secret", ClientSecret),
    ];

    internal static Figure Figure { get; } = new(
        "validate + encode a password grant",
        Contender.Of("TokenRequest.Encode", () => TokenRequest.Encode(Request)),
        Contender.Of("FormUrlEncodedContent, read into an array", WriteByPeer),
        [new(Measure.Time, AtMost: 0.45), new(Measure.Bytes, AtMost: 0.45)],
        () => Agreement.Check(Written(TokenRequest.Encode(Request)), Convert.ToHexString(WriteByPeer())));

    [Benchmark]
    public Either<OAuthError, FormRequest> Ours() => TokenRequest.Encode(Request);

    [Benchmark(Baseline = true)]
    public byte[] Peer() => WriteByPeer();

    private static byte[] WriteByPeer()
    {
        using var content = new FormUrlEncodedContent(Pairs);
        using var stream = content.ReadAsStream();
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        return body;
    }

    private static string Written(Either<OAuthError, FormRequest> form) => form.Match(
        Right: request => Convert.ToHexString(request.ToBytes()),
        Left: error => throw new InvalidOperationException(error.Describe()));
}
