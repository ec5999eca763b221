using System.Diagnostics;

namespace PodioOAuth.Functional.Serving;

// ReceivedRequest = Method × Path × Query × ContentType? × Authorization? × bytes

/// <summary>What a server got: the front door of <see cref="TokenRequest.Decode(ReceivedRequest)"/> for fakes and test servers.</summary>
/// <remarks>Value equality over everything, the body's bytes included. Path, query, headers and body are the sender's and may hold any
/// secret: no property gives them, so that no serializer, no debugger and no logger that reads properties shows them. The methods
/// do.</remarks>
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

    /// <summary>A request without a query.</summary>
    /// <param name="method">The HTTP method, in the case it was sent in.</param>
    /// <param name="path">The path without query.</param>
    /// <param name="contentType">The <c>Content-Type</c> header, or null.</param>
    /// <param name="authorization">The <c>Authorization</c> header, or null.</param>
    /// <param name="body">The body as received.</param>
    public ReceivedRequest(string method, string path, string? contentType, Secret? authorization, ReadOnlyMemory<byte> body) =>
        (Method, _path, ContentType, Authorization, Body) = (method, path, contentType, authorization, body);

    /// <summary>The HTTP method, in the case it was sent in.</summary>
    public string Method { get; init; }

    /// <summary>The path without query.</summary>
    public string Path { init => _path = value; }

    /// <summary>The query without its question mark; empty for none. <c>Decode</c> never reads it: credentials do not belong there (PODIO
    /// 2.7). It is for the pages of a server of one's own, such as the authorize step (PODIO 1.8).</summary>
    public string Query { init => _query = value; }

    /// <summary>The <c>Content-Type</c> header, or null.</summary>
    public string? ContentType { init => _contentType = value; }

    /// <summary>The <c>Authorization</c> header, or null.</summary>
    public Secret? Authorization { get; init; }

    /// <summary>The body as received.</summary>
    public ReadOnlyMemory<byte> Body { init => _body = value; }

    /// <summary>The path, as received.</summary>
    public string RevealPath() => _path;

    /// <summary>The query without its question mark, as received; empty for none.</summary>
    public string RevealQuery() => _query;

    /// <summary>The <c>Content-Type</c> header, as received, or null.</summary>
    public string? RevealContentType() => _contentType;

    /// <summary>The body's bytes: a copy.</summary>
    public byte[] ToBytes() => _body.ToArray();

    /// <summary>The body's bytes, not copied.</summary>
    public ReadOnlyMemory<byte> AsMemory() => _body;

    /// <summary>Whether all parts are the same, the body byte by byte.</summary>
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

    /// <summary>The method and the body's length: path and headers are the sender's text and may hold anything.</summary>
    public override string ToString() =>
        $"ReceivedRequest {{ Method = {Printable.PlainOrLength(Method ?? "")}, Body = {_body.Length} bytes }}";
}
