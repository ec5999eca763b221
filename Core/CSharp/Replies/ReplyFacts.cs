using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

/// <summary>The information that an error keeps of the reply that caused it.</summary>
public sealed record ReplyFacts
{
    /// <summary>Creates an instance that contains only the status.</summary>
    public ReplyFacts(int status) => Status = status;

    /// <summary>The HTTP status code.</summary>
    public int Status { get; init; }

    /// <summary>Podio's request ID, for its support (PODIO 3.13), or null.</summary>
    public ServerCode? RequestId { get; init; }

    /// <summary>The time at which to retry, if the reply states it.</summary>
    public RetryAfter RetryAfter
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = RetryAfter.Unknown;

    /// <summary>The <c>error</c> parameter of the <c>WWW-Authenticate</c> header (PODIO 4.12), or null.</summary>
    public ServerCode? AuthenticateError { get; init; }

    /// <summary>The rate limit headers if both are present and readable; otherwise, null.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>The status and request ID, to be appended to a sentence.</summary>
    internal string Sentence => string.Create(
        CultureInfo.InvariantCulture, $", status {Status}{(RequestId is null ? "" : $", request ID {RequestId}")}");

    internal ReplyFacts Without(SecretScrubber secrets) => this with
    {
        RequestId = RequestId?.Without(secrets),
        AuthenticateError = AuthenticateError?.Without(secrets),
    };

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Status = {Status}, RequestId = {RequestId}, RetryAfter = {RetryAfter}, ")
            .Append(CultureInfo.InvariantCulture, $"AuthenticateError = {AuthenticateError}, RateLimit = {RateLimit}");
        return true;
    }
}

/// <summary>Podio's <c>X-Rate-Limit-*</c> headers (PODIO 3.13). They don't reflect the token endpoint's own limiter (PODIO 4.8).</summary>
public sealed record RateLimit
{
    /// <summary>Creates a rate limit from the two numbers.</summary>
    /// <param name="limit">The number of calls allowed per hour.</param>
    /// <param name="remaining">The number of calls left.</param>
    public RateLimit(int limit, int remaining) => (Limit, Remaining) = (limit, remaining);

    /// <summary>The number of calls allowed per hour.</summary>
    public int Limit { get; init; }

    /// <summary>The number of calls left.</summary>
    public int Remaining { get; init; }

    /// <summary>Returns the calls left out of those allowed, such as <c>998 of 1000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Remaining} of {Limit}");
}

/// <summary>Reads the relevant headers of a reply.</summary>
internal static partial class ReplyFactsReader
{
    internal static ReplyFacts Read(HttpReply reply) => new(reply.Status)
    {
        RequestId = string.IsNullOrEmpty(reply.Headers.RequestId) ? null : new ServerCode(reply.Headers.RequestId),
        RetryAfter = RetryAfterReader.Read(reply),
        AuthenticateError = ReadAuthenticateError(reply.Headers.WwwAuthenticate),
        RateLimit = reply.ReadRateLimit(),
    };

    private static ServerCode? ReadAuthenticateError(string? header) =>
        header is not null && AuthenticateError().Match(header) is { Success: true } match
            ? new ServerCode(match.Groups["code"].Value)
            : null;

    // The whole code or nothing: half of a longer text could be half of a secret, which no scrubber would recognize.
    [GeneratedRegex(
        "(?:^|[ ,])error *= *(\"?)(?<code>[a-z0-9_.:-]{1,64})\\1 *(?:,|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AuthenticateError();
}
