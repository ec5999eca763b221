using System.Diagnostics;
using System.Globalization;

namespace PodioOAuth.Functional;

// HttpReply = Status × ContentType? × bytes × the headers that matter, raw

/// <summary>A reply as a transport returns it: plain, uninterpreted data. <see cref="TokenReply.Parse"/> reads it.</summary>
/// <remarks>
/// Value equality over everything, including the body's bytes. The body contains tokens, and headers may quote what was sent, so no
/// property returns them: no serializer, debugger or logger that reads properties shows them. Use <see cref="AsMemory"/>,
/// <see cref="RevealHeader"/> and <see cref="RevealHeaders"/> instead. Header values are as received; the values of a repeated header are
/// joined with a comma, except for Retry-After.
/// </remarks>
public sealed record HttpReply
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ReadOnlyMemory<byte> _body;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly IReadOnlyList<string> _retryAfter = [];

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private RawHeaders _headers; // Written only by init accessors.

    /// <summary>Creates a reply with no header other than its content type.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="contentType">The <c>Content-Type</c> header, or null.</param>
    /// <param name="body">The body as received.</param>
    public HttpReply(int status, string? contentType, ReadOnlyMemory<byte> body) =>
        (Status, ContentType, Body) = (status, contentType, body);

    /// <summary>The HTTP status code.</summary>
    public int Status { get; init; }

    /// <summary>The <c>Content-Type</c> header, or null. Parsing doesn't depend on it (PODIO 3.12).</summary>
    public string? ContentType { init => _headers.ContentType = value; }

    /// <summary>The body as received, decompressed if the transport requested compression.</summary>
    public ReadOnlyMemory<byte> Body { init => _body = value; }

    /// <summary>The largest body that is read, in bytes: 1 MiB. A larger one is malformed.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Whether the body was larger than the transport's limit and wasn't read; the reply then has no body.</summary>
    public bool IsBodyTooLarge { get; init; }

    /// <summary>Every <c>Retry-After</c> value, usually none or one. Null counts as none.</summary>
    public IReadOnlyList<string> RetryAfter { init => _retryAfter = value ?? []; }

    /// <summary>The <c>Date</c> header, or null. A Retry-After date is relative to it.</summary>
    public string? Date { init => _headers.Date = value; }

    /// <summary>The <c>X-Podio-Request-Id</c> header, or null.</summary>
    public string? RequestId { init => _headers.RequestId = value; }

    /// <summary>The <c>WWW-Authenticate</c> header, or null.</summary>
    public string? WwwAuthenticate { init => _headers.WwwAuthenticate = value; }

    /// <summary>The <c>X-Rate-Limit-Limit</c> header, or null.</summary>
    public string? RateLimitLimit { init => _headers.RateLimitLimit = value; }

    /// <summary>The <c>X-Rate-Limit-Remaining</c> header, or null.</summary>
    public string? RateLimitRemaining { init => _headers.RateLimitRemaining = value; }

    /// <summary>The <c>Location</c> header of your own server, or null. No transport reads it: redirects are never followed, and the target
    /// may contain a code or a token.</summary>
    public string? Location { init => _headers.Location = value; }

    /// <summary>Returns a copy of the body's bytes.</summary>
    public byte[] ToBytes() => _body.ToArray();

    /// <summary>Returns the body's bytes without copying them.</summary>
    public ReadOnlyMemory<byte> AsMemory() => _body;

    /// <summary>Returns a header as received, or null if there is none.</summary>
    /// <param name="name">The name, such as <c>Location</c>, in any case. A reply has only the headers that it has a property for. Several
    /// <c>Retry-After</c> values are joined with a comma.</param>
    public string? RevealHeader(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] values =
            [.. RevealHeaders().Where(it => it.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(it => it.Value)];
        return values.Length == 0 ? null : string.Join(", ", values);
    }

    /// <summary>Returns the headers of the reply as a server sends them: each <c>Retry-After</c> value is a header of its own.</summary>
    public IEnumerable<KeyValuePair<string, string>> RevealHeaders() =>
        _headers.All().Concat(_retryAfter.Where(value => value is not null).Select(value => KeyValuePair.Create("Retry-After", value)));

    /// <summary>The rate limit headers as numbers if both are present and readable; otherwise, null.</summary>
    public RateLimit? ReadRateLimit() =>
        TryCount(_headers.RateLimitLimit, out var limit) && TryCount(_headers.RateLimitRemaining, out var remaining)
            ? new RateLimit(limit, remaining)
            : null;

    /// <summary>Returns whether all parts are equal, the body byte by byte.</summary>
    public bool Equals(HttpReply? other) =>
        other is not null && Status == other.Status && IsBodyTooLarge == other.IsBodyTooLarge && _headers == other._headers
        && _retryAfter.SequenceEqual(other._retryAfter) && _body.Span.SequenceEqual(other._body.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Status);
        hash.Add(_headers.RequestId);
        hash.AddBytes(_body.Span);
        return hash.ToHashCode();
    }

    /// <summary>Returns the status and the body's length. Headers are the sender's text and may contain anything.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"HttpReply {{ Status = {Status}, Body = {_body.Length} bytes }}");

    /// <summary>The headers, for readers in this assembly.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal RawHeaders Headers => _headers;

    /// <summary>Every Retry-After value, for readers in this assembly.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal IReadOnlyList<string> RetryAfterValues => _retryAfter;

    private static bool TryCount(string? text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && text[^1] != '\0'; // TryParse ignores a NUL.

    /// <summary>The headers that came once or were joined.</summary>
    internal record struct RawHeaders
    {
        internal string? ContentType { get; set; }

        internal string? Date { get; set; }

        internal string? RequestId { get; set; }

        internal string? Location { get; set; }

        internal string? WwwAuthenticate { get; set; }

        internal string? RateLimitLimit { get; set; }

        internal string? RateLimitRemaining { get; set; }

        internal readonly IEnumerable<KeyValuePair<string, string>> All() => new KeyValuePair<string, string?>[]
        {
            new("Content-Type", ContentType), new("Date", Date), new("X-Podio-Request-Id", RequestId), new("Location", Location),
            new("WWW-Authenticate", WwwAuthenticate), new("X-Rate-Limit-Limit", RateLimitLimit),
            new("X-Rate-Limit-Remaining", RateLimitRemaining),
        }.Where(header => header.Value is not null)!;
    }
}
