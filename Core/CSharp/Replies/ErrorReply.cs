using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Reads replies whose status says that they are errors (PODIO 4).</summary>
internal static class ErrorReply
{
    private const string RateLimitCode = "rate_limit";
    private const int LongestProse = 64 * 1024;

    internal static OAuthError Parse(HttpReply reply)
    {
        var members = new ReplyMembers { IsError = true };
        var problem = JsonObjectReader.Read(reply, ref members);
        return reply.Status switch
        {
            >= 500 and <= 599 => OAuthError.Unavailable(
                ReplyFactsReader.Read(reply), CodeOf(members.Error), CodeOf(members.ErrorDetail), TextOf(members.ErrorDescription)),
            420 or 429 => RateLimited(reply, members), // 429 from a gateway means the same (PODIO 4.11).
            >= 300 and <= 399 => Malformed(reply, new("$", MalformedReplyProblem.Redirect)),
            _ when problem is not null => Malformed(reply, problem),
            _ when members.Error is { } error => Of(reply, error, members),
            _ => Malformed(reply, new("$.error", MalformedReplyProblem.Missing)), // Even with a valid token.
        };
    }

    /// <summary>Returns the error of a 2xx body that has an <c>error</c> and no token.</summary>
    internal static OAuthError OfSuccess(HttpReply reply, in ReplyMembers members) => members.Error is { } error
        ? Of(reply, error, members)
        : Malformed(reply, new("$.error", MalformedReplyProblem.WrongType));

    private static OAuthError Of(HttpReply reply, string error, in ReplyMembers members) => error == RateLimitCode
        ? RateLimited(reply, members)
        : OAuthError.Rejected(
            ReplyFactsReader.Read(reply), new ServerCode(error), CodeOf(members.ErrorDetail), TextOf(members.ErrorDescription));

    private static OAuthError RateLimited(HttpReply reply, in ReplyMembers members)
    {
        var facts = ReplyFactsReader.Read(reply);
        // Gateways answer in plain text.
        var body = reply.AsMemory().Span;
        var prose = members.ErrorDescription ?? MendedText.Of(body[..Math.Min(body.Length, LongestProse)]);
        prose = prose[..Math.Min(prose.Length, LongestProse)];
        return OAuthError.RateLimited(facts with { RetryAfter = facts.RetryAfter.OrProse(prose) }, TextOf(members.ErrorDescription));
    }

    private static OAuthError Malformed(HttpReply reply, ReplyProblem problem) =>
        OAuthError.MalformedReply(ReplyFactsReader.Read(reply), problem.Where, problem.Problem);

    private static ServerCode? CodeOf(string? text) => string.IsNullOrEmpty(text) ? null : new ServerCode(text);

    private static ServerText? TextOf(string? text) => text is null ? null : new ServerText(text);
}

/// <summary>The problem with a body, and its location.</summary>
internal sealed record ReplyProblem(string Where, MalformedReplyProblem Problem);
