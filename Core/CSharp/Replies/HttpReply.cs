using System.Diagnostics;
using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

// HttpReply = Status × ContentType? × bytes × the headers that matter, raw

/// <summary>A reply as a transport hands it over: plain data, uninterpreted. <see cref="TokenReply.Parse"/> reads it.</summary>
/// <remarks>
/// Value equality over everything, the body's bytes included. The body, which holds tokens, and the headers, which may quote what was sent,
/// are hidden from <see cref="ToString"/> and JSON; the body from the debugger as well. Header texts are as received; where a header came
/// more than once, its values are joined with a comma, but for Retry-After.
/// </remarks>
public sealed record HttpReply
{
    /// <summary>A reply without headers but its content type.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="contentType">The <c>Content-Type</c> header, or null.</param>
    /// <param name="body">The body as received.</param>
    public HttpReply(int status, string? contentType, ReadOnlyMemory<byte> body) =>
        (Status, ContentType, Body) = (status, contentType, body);

    /// <summary>The HTTP status code.</summary>
    public int Status { get; init; }

    /// <summary>The <c>Content-Type</c> header, or null. Parsing does not depend on it (PODIO 3.12).</summary>
    [JsonIgnore, IgnoreDataMember]
    public string? ContentType { get; init; }

    /// <summary>The body as received, decompressed if the transport asked for compression.</summary>
    [JsonIgnore, IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The largest body that is read, in bytes: 1 MiB. A larger one is malformed.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>The body was larger than the transport's bound and was not read; <see cref="Body"/> is empty.</summary>
    public bool IsBodyTooLarge { get; init; }

    /// <summary>Every <c>Retry-After</c> value. Usually none or one.</summary>
    [JsonIgnore, IgnoreDataMember]
    public IReadOnlyList<string> RetryAfter { get; init; } = [];

    /// <summary>The <c>Date</c> header, or null: what a Retry-After date counts from.</summary>
    [JsonIgnore, IgnoreDataMember]
    public string? Date { get; init; }

    /// <summary>The <c>X-Podio-Request-Id</c> header, or null.</summary>
    [JsonIgnore, IgnoreDataMember]
    public string? RequestId { get; init; }

    /// <summary>The <c>WWW-Authenticate</c> header, or null.</summary>
    [JsonIgnore, IgnoreDataMember]
    public string? WwwAuthenticate { get; init; }

    /// <summary>The <c>X-Rate-Limit-Limit</c> header, or null.</summary>
    [JsonIgnore, IgnoreDataMember]
    public string? RateLimitLimit { get; init; }

    /// <summary>The <c>X-Rate-Limit-Remaining</c> header, or null.</summary>
    [JsonIgnore, IgnoreDataMember]
    public string? RateLimitRemaining { get; init; }

    /// <summary>The <c>Location</c> header of a server of one's own, or null. No transport reads it: a redirect is never followed, and
    /// where it points may hold a code or a token.</summary>
    [JsonIgnore, IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Location { get; init; }

    /// <summary>The rate limit headers as numbers, where both are there and readable, else null.</summary>
    public RateLimit? ReadRateLimit() =>
        TryCount(RateLimitLimit, out var limit) && TryCount(RateLimitRemaining, out var remaining) ? new RateLimit(limit, remaining) : null;

    /// <summary>Whether all parts are the same, the body byte by byte.</summary>
    public bool Equals(HttpReply? other) =>
        other is not null && Status == other.Status && ContentType == other.ContentType && IsBodyTooLarge == other.IsBodyTooLarge
        && (RetryAfter ?? []).SequenceEqual(other.RetryAfter ?? []) && Date == other.Date && RequestId == other.RequestId
        && Location == other.Location && WwwAuthenticate == other.WwwAuthenticate && RateLimitLimit == other.RateLimitLimit
        && RateLimitRemaining == other.RateLimitRemaining && Body.Span.SequenceEqual(other.Body.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Status);
        hash.Add(RequestId);
        hash.AddBytes(Body.Span);
        return hash.ToHashCode();
    }

    /// <summary>The status and the body's length: headers are the sender's text and may hold anything.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"HttpReply {{ Status = {Status}, Body = {Body.Length} bytes }}");

    private static bool TryCount(string? text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && text[^1] != '\0'; // A NUL TryParse overlooks.
}
