using System.Diagnostics;

namespace PodioOAuth.Functional.Serving;

// ReceivedRequest = Method × Path × Query × ContentType? × Authorization? × bytes

/// <summary>A request that a server received: the input of <see cref="TokenRequest.Decode(ReceivedRequest)"/> for fakes and test
/// servers.</summary>
/// <remarks>Value equality over everything, including the body's bytes. Path, query, headers and body come from the sender and may contain
/// any secret, so no property returns them: no serializer, debugger or logger that reads properties shows them. Use the methods
/// instead.</remarks>
public sealed record ReceivedRequest
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ReadOnlyMemory<byte> _body;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _path;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _query = "";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _contentType;

    /// <summary>Creates a request without a query.</summary>
    /// <param name="method">The HTTP method, in the case in which it was sent.</param>
    /// <param name="path">The path, without the query string.</param>
    /// <param name="contentType">The <c>Content-Type</c> header, or null.</param>
    /// <param name="authorization">The <c>Authorization</c> header, or null.</param>
    /// <param name="body">The body as received.</param>
    public ReceivedRequest(string method, string path, string? contentType, Secret? authorization, ReadOnlyMemory<byte> body) =>
        (Method, _path, ContentType, Authorization, Body) = (method, path, contentType, authorization, body);

    /// <summary>The HTTP method, in the case in which it was sent.</summary>
    public string Method { get; init; }

    /// <summary>The path without query.</summary>
    public string Path { init => _path = value; }

    /// <summary>The query without its question mark; empty for none. <c>Decode</c> never reads it, because credentials don't belong there
    /// (PODIO 2.7). It is for the pages of your own server, such as the authorize step (PODIO 1.8).</summary>
    public string Query { init => _query = value; }

    /// <summary>The <c>Content-Type</c> header, or null.</summary>
    public string? ContentType { init => _contentType = value; }

    /// <summary>The <c>Authorization</c> header, or null.</summary>
    public Secret? Authorization { get; init; }

    /// <summary>The body as received.</summary>
    public ReadOnlyMemory<byte> Body { init => _body = value; }

    /// <summary>Returns the path as received.</summary>
    public string RevealPath() => _path;

    /// <summary>Returns the query as received, without its question mark; empty for none.</summary>
    public string RevealQuery() => _query;

    /// <summary>Returns the <c>Content-Type</c> header as received, or null.</summary>
    public string? RevealContentType() => _contentType;

    /// <summary>Returns a copy of the body's bytes.</summary>
    public byte[] ToBytes() => _body.ToArray();

    /// <summary>Returns the body's bytes without copying them.</summary>
    public ReadOnlyMemory<byte> AsMemory() => _body;

    /// <summary>Returns whether all parts are equal, the body byte by byte.</summary>
    public bool Equals(ReceivedRequest? other) =>
        other is not null && Method == other.Method && _path == other._path && _query == other._query && _contentType == other._contentType
        && Authorization == other.Authorization && _body.Span.SequenceEqual(other._body.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Method);
        hash.Add(_path);
        hash.AddBytes(_body.Span);
        return hash.ToHashCode();
    }

    /// <summary>Returns the method and the body's length. Path and headers are the sender's text and may contain anything.</summary>
    public override string ToString() =>
        $"ReceivedRequest {{ Method = {Printable.PlainOrLength(Method ?? "")}, Body = {_body.Length} bytes }}";
}
