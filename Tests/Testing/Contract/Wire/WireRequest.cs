using System.Globalization;

namespace PodioOAuth.Functional.Serving;

/// <summary>A request as received over the wire.</summary>
/// <remarks>Immutable. <see cref="ToString"/> returns only the request line and the body's length.</remarks>
public sealed class WireRequest
{
    internal WireRequest(string method, string target, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] head, byte[] body)
    {
        (Method, Target, Headers) = (method, target, headers);
        (Head, Body) = (head, body);
    }

    /// <summary>The method.</summary>
    public string Method { get; }

    /// <summary>The target of the request line: path and query as sent.</summary>
    public string Target { get; }

    /// <summary>The headers, in order, as sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The exact bytes up to and including the empty line.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>The exact bytes of the body, without chunk framing.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Returns the values of a header, one for each line that has it.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public IReadOnlyList<string> ValuesOf(string name) =>
        [.. Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Method} {Target}, {Body.Length} bytes");
}
