using LanguageExt;
using Xunit;
using Xunit.Sdk;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Requests to send, and what is expected of outcomes.</summary>
internal static class Requests
{
    internal static TokenRequest Jane { get; } =
        new(new ClientCredentials("client", "client-secret"), Grant.Password("jane", "jane-password"));

    internal static FormRequest Form { get; } =
        TokenRequest.Encode(Jane).Match(Right: form => form, Left: error => throw new ArgumentException(error.Describe()));

    internal static Task<Either<OAuthError, HttpReply>> SendAsync(
        this Transport transport, CancellationToken cancellationToken = default) =>
        transport(Form, cancellationToken);

    internal static HttpReply AssertReply(this Either<OAuthError, HttpReply> outcome, int status)
    {
        var reply = outcome.Match(Right: reply => reply, Left: error => throw new XunitException($"Expected a reply, got {error}."));
        Assert.Equal(status, reply.Status);
        return reply;
    }

    internal static void AssertUnreachable(this Either<OAuthError, HttpReply> outcome, UnreachableReason reason, bool mayHaveBeenProcessed)
    {
        var error = outcome.Match(Right: reply => throw new XunitException($"Expected an error, got {reply}."), Left: error => error);
        Assert.Equal(OAuthError.Unreachable(reason, mayHaveBeenProcessed), error);
    }

    /// <summary>Whether anything that came holds the body's secrets, in its head or its body.</summary>
    internal static bool HoldsCredentials(this WireRequest request) =>
        System.Text.Encoding.Latin1.GetString(request.Head.Span).Contains("jane", StringComparison.Ordinal) || !request.Body.IsEmpty;
}
