using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PodioOAuth.Functional.Core.Tests.Corpus;
using PodioOAuth.Functional.Corpus;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Whatever comes in, a value comes out: no exception, no third state of Either, and an error that can be described.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 1000)]
public sealed class TotalityProperties
{
    private static readonly HttpReply[] Recorded =
        [.. CorpusEntry.All.Where(entry => entry.IsValidHttp).Select(entry => RecordedReply.Read(entry.ReadBytes())).Where(reply => reply.Body.Length < 4096)];

    [Property]
    public bool Parse_is_total_over_any_status_and_any_bytes(HttpReply reply) => IsSound(reply);

    [Property(MaxTest = 3000)]
    public Property Parse_is_total_over_mutated_recordings() => Prop.ForAll(
        (from reply in Gen.Elements(Recorded)
         from once in Replies.Mutated(reply.Body.ToArray())
         from twice in Replies.Mutated(once)
         select reply with { Body = twice }).ToArbitrary(),
        IsSound);

    [Property]
    public bool Only_a_success_status_gives_a_token(Token token, int status)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"access_token":"{{new string('a', 128)}}","token_type":"{{token.TokenType}}"}""");
        return TokenReply.Parse(new HttpReply(status, "application/json", body)).IsRight == status is >= 200 and <= 299;
    }

    [Property]
    public Property Decode_is_total_over_anything_a_server_can_get() => Prop.ForAll(
        (from method in Gen.Elements("POST", "GET", "post", "", "P\r\nX")
         from path in Gen.Elements("/oauth/token", "/oauth/token/v2", "/oauth/token/", "/", "", "é")
         from contentType in Gen.Elements(null, "", "application/json", "application/x-www-form-urlencoded", ";", "application/json; charset=utf-16")
         from authorization in Gen.Elements(null, "", "Basic", "Basic ", "Basic ???", "Basic Og==", "Basic JTp6", "Bearer x", " ")
         from body in Gen.OneOf(Replies.Body, Encoded.SelectMany(Replies.Mutated))
         select new ReceivedRequest(method, path, contentType, authorization, body)).ToArbitrary(),
        received => TokenRequest.Decode(received).Match(
            Right: request => TokenRequest.Encode(request).IsRight, // What Decode accepts is valid.
            Left: error => error is InvalidInputError && error.Describe().Length > 0));

    private static Gen<byte[]> Encoded => Requests.Any.Select(request => TokenRequest.Encode(request).Match(Right: form => form.ToBytes(), Left: _ => []));

    private static bool IsSound(HttpReply reply) => TokenReply.Parse(reply).Match(
        Right: token => !token.AccessToken.Reveal().AsSpan().ContainsAnyExceptInRange(' ', '~') && token.AccessToken.Reveal().Length > 0,
        Left: error => error is not (InvalidInputError or UnreachableError) && error.Describe() is { Length: > 0 } text && !text.Any(char.IsControl));
}
