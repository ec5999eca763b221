using System.Text;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>One instance at least of every public type that can be made, each holding secrets wherever it can.</summary>
internal static class Samples
{
    internal const string Text = "s3cret+&=%/\"\\ 0123456789abcdef";

    private static readonly Secret Secret = new(Text);
    private static readonly ClientCredentials Client = new("client", Secret);
    private static readonly ReplyFacts Facts = new(400) { RequestId = new ServerCode(Text), AuthenticateError = new ServerCode(Text) };
    private static readonly TokenRequest Request = new(Client, Grant.Password("jane@example.com", Secret));

    // A token's scope and reference are what a program wants to see, and stay plain texts: there a server's secret would be a server's fault.
    internal static IReadOnlyList<object> All { get; } =
    [
        Secret, new SecretJsonConverter(), Client,
        Grant.AuthorizationCode(Secret, "https://app.example/cb"), Grant.Password("jane@example.com", Secret), Grant.App(4711, Secret), Grant.RefreshToken(Secret),
        Request, Encoded(WireFormat.Form), Encoded(WireFormat.Json),
        new ReceivedRequest("POST", "/oauth/token", "application/x-www-form-urlencoded", Secret, Encoding.UTF8.GetBytes(Text)),
        new HttpReply(200, Text, Encoding.UTF8.GetBytes(Text))
        {
            Date = Text, RequestId = Text, RetryAfter = [Text], WwwAuthenticate = Text, RateLimitLimit = Text, RateLimitRemaining = Text,
        },
        new Token(Secret, "bearer", TimeSpan.FromHours(8), Secret, TokenReference.User(1), "global:all"),
        TokenReference.User(1), TokenReference.App(1), TokenReference.Create("space", "42"), TokenReference.None,
        Facts, new RateLimit(1, 1), new ServerCode(Text), new ServerText(Text), new ServerCodeJsonConverter(), new ServerTextJsonConverter(),
        RetryAfter.After(TimeSpan.FromSeconds(1)), RetryAfter.At(DateTimeOffset.UnixEpoch), RetryAfter.Unknown,
        RetryAdvice.Safe(RetryAfter.Unknown), RetryAdvice.Useless, RetryAdvice.Ambiguous(RetryAfter.Unknown),
        new FieldError(FieldNames.Password, FieldProblem.Empty, "password is empty."), Invalid(),
        OAuthError.Unreachable(UnreachableReason.Tls, mayHaveBeenProcessed: false),
        OAuthError.Rejected(Facts, new ServerCode(Text), new ServerCode(Text), new ServerText(Text)),
        OAuthError.RateLimited(Facts, new ServerText(Text)),
        OAuthError.SecondFactorRequired(Facts, Secret),
        OAuthError.Unavailable(Facts, new ServerCode(Text), new ServerCode(Text), new ServerText(Text)),
        OAuthError.MalformedReply(Facts, "$.access_token", MalformedReplyProblem.InvalidCharacter),
        PodioEndpoint.Default,
    ];

    private static FormRequest Encoded(WireFormat format) => TokenRequest.Encode(Request with { Format = format }).Match(
        Right: form => form, Left: error => throw new InvalidOperationException(error.Describe()));

    private static OAuthError Invalid() => TokenRequest.Validate(new TokenRequest(new ClientCredentials(Text, Text + "\n"), Grant.Password(Text + "\n", Text + "\r"))).Match(
        Right: _ => throw new InvalidOperationException("valid"), Left: error => error);
}
