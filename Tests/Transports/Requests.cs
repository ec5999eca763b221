using LanguageExt;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Requests to send, and what is expected of outcomes.</summary>
internal static class Requests
{
    internal static TokenRequest Jane { get; } =
        new(new ClientCredentials("client", "client-secret"), Grant.Password("jane", "jane-password"));

    internal static FormRequest Form { get; } = TokenRequest.Encode(Jane).Right();

    internal static Task<Either<OAuthError, HttpReply>> SendAsync(
        this Transport transport, CancellationToken cancellationToken = default) =>
        transport(Form, cancellationToken);

    internal static HttpReply AssertReply(this Either<OAuthError, HttpReply> outcome, int status)
    {
        Assert.Equal(status, outcome.Right().Status);
        return outcome.Right();
    }

    internal static void AssertUnreachable(
        this Either<OAuthError, HttpReply> outcome, UnreachableReason reason, bool mayHaveBeenProcessed) =>
        Assert.Equal(OAuthError.Unreachable(reason, mayHaveBeenProcessed), outcome.Left());

    /// <summary>Whether anything that came holds the body's secrets, in its head or its body.</summary>
    internal static bool HoldsCredentials(this WireRequest request) =>
        Encoding.Latin1.GetString(request.Head.Span).Contains("jane", StringComparison.Ordinal) || !request.Body.IsEmpty;
}
