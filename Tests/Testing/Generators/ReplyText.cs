namespace PodioOAuth.Functional;

/// <summary>Writes replies, tokens, facts and logins as the C# expressions that create them.</summary>
internal static class ReplyText
{
    internal static string Of(HttpReply reply)
    {
        string[] retryAfter = [.. ReplyParts.RetryAfterOf(reply).Select(CSharpText.Of)];
        return $"new HttpReply({reply.Status}, {CSharpText.Of(reply.RevealHeader("Content-Type"))}, "
            + $"{CSharpText.OfBytes(reply.AsMemory().Span)})"
            + CSharpText.Initializer(
            [
                ("IsBodyTooLarge", reply.IsBodyTooLarge ? "true" : null),
                ("RetryAfter", retryAfter.Length == 0 ? null : $"[{string.Join(", ", retryAfter)}]"),
                .. ReplyParts.Headers
                    .Where(header => header.Name != "Content-Type" && reply.RevealHeader(header.Name) is not null)
                    .Select(header => (header.Property, (string?)CSharpText.Of(reply.RevealHeader(header.Name)))),
            ]);
    }

    internal static string Of(Token token) =>
        $"new Token({CSharpText.Of(token.AccessToken)}, {CSharpText.Of(token.TokenType)}, "
        + $"{(token.Lifetime is { } lifetime ? CSharpText.Of(lifetime) : "null")}, {CSharpText.Of(token.RefreshToken)}, "
        + $"{Of(token.Reference)}, {CSharpText.Of(token.Scope)})";

    internal static string Of(TokenReference reference) => reference.Match(
        user: it => $"TokenReference.User({CSharpText.Of(it.Id)})",
        app: it => $"TokenReference.App({CSharpText.Of(it.Id)})",
        other: it => $"TokenReference.Create({CSharpText.Of(it.Type)}, {CSharpText.Of(it.Id)})",
        none: _ => "TokenReference.None");

    internal static string Of(RetryAfter wait) => wait.Match(
        after: span => $"RetryAfter.After({CSharpText.Of(span)})",
        at: instant => $"RetryAfter.At({CSharpText.Of(instant)})",
        unknown: () => "RetryAfter.Unknown");

    internal static string Of(ReplyFacts facts) => $"new ReplyFacts({facts.Status})" + CSharpText.Initializer(
        ("RequestId", Of(facts.RequestId)),
        ("RetryAfter", facts.RetryAfter == RetryAfter.Unknown ? null : Of(facts.RetryAfter)),
        ("AuthenticateError", Of(facts.AuthenticateError)),
        ("RateLimit", facts.RateLimit is { } limit ? $"new RateLimit({limit.Limit}, {limit.Remaining})" : null));

    internal static string Of(SavedLogin login) => $"new SavedLogin({Of(login.Token)}, {CSharpText.Of(login.RequestedAt)})";

    internal static string Of(RenewalPolicy policy) => policy == RenewalPolicy.Default
        ? "RenewalPolicy.Default"
        : "new RenewalPolicy" + CSharpText.Initializer(Renewals.Spans.Select(span =>
            (span.Name, span.Of(policy) == span.Of(RenewalPolicy.Default) ? null : (string?)CSharpText.Of(span.Of(policy)))));

    // Both as Reveal returns them: with control characters escaped.
    internal static string? Of(ServerCode? code) => code is null ? null : $"new ServerCode({CSharpText.Of(code.Reveal())})";

    internal static string? Of(ServerText? text) => text is null ? null : $"new ServerText({CSharpText.Of(text.Reveal())})";
}
