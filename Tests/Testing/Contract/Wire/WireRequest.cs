using System.Globalization;

namespace PodioOAuth.Functional.Serving;

/// <summary>A request as it came over the wire.</summary>
/// <remarks>Immutable. <see cref="ToString"/> shows the request line and the body's length alone.</remarks>
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

    /// <summary>The exact bytes up to and with the empty line.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>The exact bytes of the body, out of its chunks where it came in chunks.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The values of a header, one for each line that carries it.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public IReadOnlyList<string> ValuesOf(string name) =>
        [.. Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Method} {Target}, {Body.Length} bytes");
}
