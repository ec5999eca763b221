using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional.Serving;

// ReceivedRequest = Method × Path × ContentType? × Authorization? × bytes

/// <summary>What a server got: the front door of <see cref="TokenRequest.Decode(ReceivedRequest)"/> for fakes and test servers.</summary>
/// <remarks>Value equality over everything, the body's bytes included. Path, query, headers and body are the sender's: JSON and
/// <see cref="ToString"/> hide them, and the debugger query and body.</remarks>
/// <param name="Method">The HTTP method, in the case it was sent in.</param>
/// <param name="Path">The path without query.</param>
/// <param name="ContentType">The <c>Content-Type</c> header, or null.</param>
/// <param name="Authorization">The <c>Authorization</c> header, or null.</param>
/// <param name="Body">The body as received.</param>
public sealed record ReceivedRequest(
    string Method,
    [property: JsonIgnore, IgnoreDataMember] string Path,
    [property: JsonIgnore, IgnoreDataMember] string? ContentType,
    Secret? Authorization,
    [property: JsonIgnore, IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)] ReadOnlyMemory<byte> Body)
{
    /// <summary>The query without its question mark; empty for none. <c>Decode</c> never reads it: credentials do not belong there (PODIO
    /// 2.7). It is for the pages of a server of one's own, such as the authorize step (PODIO 1.8).</summary>
    [JsonIgnore, IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Query { get; init; } = "";

    /// <summary>Whether all parts are the same, the body byte by byte.</summary>
    public bool Equals(ReceivedRequest? other) =>
        other is not null && Method == other.Method && Path == other.Path && Query == other.Query && ContentType == other.ContentType
        && Authorization == other.Authorization && Body.Span.SequenceEqual(other.Body.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Method);
        hash.Add(Path);
        hash.AddBytes(Body.Span);
        return hash.ToHashCode();
    }

    /// <summary>The method and the body's length: path and headers are the sender's text and may hold anything.</summary>
    public override string ToString() =>
        $"ReceivedRequest {{ Method = {Printable.PlainOrLength(Method ?? "")}, Body = {Body.Length} bytes }}";
}
