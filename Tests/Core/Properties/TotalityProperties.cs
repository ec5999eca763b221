using PodioOAuth.Functional.Core.Tests.Corpus;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Whatever comes in, a value comes out: no exception, no third state of Either, and an error that can be described.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 1000)]
public sealed class TotalityProperties
{
    private static readonly HttpReply[] Recorded =
    [
        .. CorpusEntry.All
            .Where(entry => entry.IsValidHttp)
            .Select(entry => RecordedReply.Read(entry.ReadBytes()))
            .Where(reply => reply.AsMemory().Length < 4096),
    ];

    [Property(MaxTest = 3000)]
    public Property Parse_is_total_over_any_status_any_headers_and_any_bytes(HttpReply reply) => IsSound(reply);

    [Property(MaxTest = 3000)]
    public Property Parse_is_total_over_mutated_recordings() => Prop.ForAll(
        (from reply in Gen.Elements(Recorded)
         from body in Mutations.Of(reply.AsMemory().ToArray())
         select reply with { Body = body }).ToArbitrary(),
        IsSound);

    [Property]
    public bool Only_a_success_status_gives_a_token(HttpReply reply) => TokenReply.Parse(reply).IsLeft || reply.Status is >= 200 and <= 299;

    [Property]
    public bool Server_errors_and_rate_limits_go_by_the_status_alone(HttpReply reply) => TokenReply.Parse(reply).Match(
        Right: _ => true,
        Left: error => (error is UnavailableError == reply.Status is >= 500 and <= 599)
            && (error is RateLimitedError || reply.Status is not (420 or 429)));

    [Property]
    public bool Parse_is_a_function(HttpReply reply) => TokenReply.Parse(reply).Match(
        Right: token => TokenReply.Parse(reply with { }).Right() == token,
        Left: error => TokenReply.Parse(reply with { }).Left() == error);

    [Property(MaxTest = 3000)]
    public Property Decode_is_total_over_anything_a_server_can_get(ReceivedRequest received) => TokenRequest.Decode(received).Match(
        Right: request => Oracle.IsValid(request) && TokenRequest.Encode(request).IsRight, // What Decode accepts is valid.
        Left: error => error is InvalidInputError && error.Describe().IsSentence())
        .Classify(TokenRequest.Decode(received).IsRight, "accepted");

    private static Property IsSound(HttpReply reply)
    {
        var outcome = TokenReply.Parse(reply);
        var isSound = outcome.Match(
            Right: token => IsVsChars(token.AccessToken)
                && (token.RefreshToken is null || (IsVsChars(token.RefreshToken) && IsSent(token.RefreshToken)))
                && token.Lifetime?.Duration() is not { TotalDays: > 36525 } && token.ExpiresAt(DateTimeOffset.MaxValue) is var _,
            Left: error =>
                error is not (InvalidInputError or UnreachableError) && error.Describe().IsSentence() && error.ToString().IsOneLine()
                && (error is not SecondFactorRequiredError it || SecondFactorRequest.Encode(it.Challenge.WithOneTimeCode("1")).IsRight));
        return (isSound && (outcome.IsRight || outcome.IsLeft))
            .Collect(outcome.Match(Right: _ => nameof(Token), Left: error => error.GetType().Name));
    }

    // What Podio gave is what it can be sent.
    private static bool IsSent(Secret refreshToken) =>
        TokenRequest.Encode(new TokenRequest(Sample.Client, Grant.RefreshToken(refreshToken))).IsRight;

    private static bool IsVsChars(Secret token) =>
        token.Reveal() is { Length: > 0 } text && Encoding.UTF8.GetBytes(text).All(b => b is >= 0x20 and <= 0x7E);
}
