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
        header is not null && AuthenticateError().Match(header) is { Success: true } match ? new ServerCode(match.Groups["code"].Value) : null;

    // A whole code or nothing: half of a longer text could be half of a secret, which nothing would recognise.
    [GeneratedRegex(
        "(?:^|[ ,])error *= *(\"?)(?<code>[a-z0-9_.:-]{1,64})\\1 *(?:,|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AuthenticateError();
}
