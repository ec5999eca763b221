using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

/// <summary>What is worth keeping of the reply that an error was made from.</summary>
public sealed record ReplyFacts
{
    /// <summary>Facts of which only the status is known yet.</summary>
    /// <param name="status">The HTTP status code.</param>
    public ReplyFacts(int status) => Status = status;

    /// <summary>The HTTP status code.</summary>
    public int Status { get; init; }

    /// <summary>Podio's request id, for its support (PODIO 3.13), or null.</summary>
    public ServerCode? RequestId { get; init; }

    /// <summary>When to come back, as far as the reply said.</summary>
    public RetryAfter RetryAfter
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = RetryAfter.Unknown;

    /// <summary>The <c>error</c> parameter of the <c>WWW-Authenticate</c> header (PODIO 4.12), or null.</summary>
    public ServerCode? AuthenticateError { get; init; }

    /// <summary>The rate limit headers, where both are there and readable, or null.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>Status and request id, to follow a sentence's last word.</summary>
    internal string Sentence => string.Create(
        CultureInfo.InvariantCulture, $", status {Status}{(RequestId is null ? "" : $", request id {RequestId}")}");

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

/// <summary>Podio's <c>X-Rate-Limit-*</c> headers (PODIO 3.13). The token endpoint's own limiter does not show in them (PODIO
/// 4.8).</summary>
public sealed record RateLimit
{
    /// <summary>Pairs the two numbers.</summary>
    /// <param name="limit">Calls allowed an hour.</param>
    /// <param name="remaining">Calls left.</param>
    public RateLimit(int limit, int remaining) => (Limit, Remaining) = (limit, remaining);

    /// <summary>Calls allowed an hour.</summary>
    public int Limit { get; init; }

    /// <summary>Calls left.</summary>
    public int Remaining { get; init; }

    /// <summary>The calls left of those allowed, such as <c>998 of 1000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Remaining} of {Limit}");
}

/// <summary>Reads what is worth keeping of a reply's headers.</summary>
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

    // A whole code or nothing: half of a longer text could be half of a secret, which nothing would recognise.
    [GeneratedRegex(
        "(?:^|[ ,])error *= *(\"?)(?<code>[a-z0-9_.:-]{1,64})\\1 *(?:,|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AuthenticateError();
}
