using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

/// <summary>Reads what is worth keeping of a reply's headers.</summary>
internal static partial class ReplyFactsReader
{
    internal static ReplyFacts Read(HttpReply reply) => new(reply.Status)
    {
        RequestId = string.IsNullOrEmpty(reply.RequestId) ? null : new ServerCode(reply.RequestId),
        RetryAfter = RetryAfterReader.Read(reply),
        AuthenticateError = ReadAuthenticateError(reply.WwwAuthenticate),
        RateLimit = reply.ReadRateLimit(),
    };

    private static ServerCode? ReadAuthenticateError(string? header) =>
        header is not null && AuthenticateError().Match(header) is { Success: true } match ? new ServerCode(match.Groups[1].Value) : null;

    [GeneratedRegex("(?:^|[ ,])error *= *\"?([^\",]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AuthenticateError();
}
