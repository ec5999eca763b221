using System.Diagnostics;

namespace PodioOAuth.Functional;

// FormRequest = Path × ContentType × bytes, made by Encode alone

/// <summary>A validated, encoded request, ready to be sent by <c>POST</c>. Having one is the proof that it is valid.</summary>
/// <remarks>
/// Only Core makes one. Immutable, with value equality over path and bytes. <see cref="ToString"/> names the grant and the format, nothing
/// else; the body, which is full of secrets, is given by a method so that no serializer finds it.
/// </remarks>
public sealed class FormRequest : IEquatable<FormRequest>
{
    internal const string TokenFormPath = "/oauth/token";
    internal const string TokenJsonPath = "/oauth/token/v2";
    internal const string FormContentType = "application/x-www-form-urlencoded";
    internal const string JsonContentType = "application/json";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _body;

    private readonly string _grantType;

    internal FormRequest(WireFormat format, string grantType, byte[] body) => (Format, _grantType, _body) = (format, grantType, body);

    /// <summary>How the body is written.</summary>
    public WireFormat Format { get; }

    /// <summary>The path below the API's base address: <c>/oauth/token</c> or <c>/oauth/token/v2</c>, a closed set.</summary>
    public string Path => Format == WireFormat.Json ? TokenJsonPath : TokenFormPath;

    /// <summary>The value of the <c>Content-Type</c> header, bare (PODIO 2.11).</summary>
    public string ContentType => Format == WireFormat.Json ? JsonContentType : FormContentType;

    /// <summary>The length of the body in bytes.</summary>
    public int Length => _body.Length;

    /// <summary>The body. Each call gives a copy of its own, which holds secrets in the clear.</summary>
    public byte[] ToBytes() => (byte[])_body.Clone();

    /// <summary>The body without a copy, for reading only. It holds secrets in the clear.</summary>
    public ReadOnlyMemory<byte> AsMemory() => _body;

    /// <summary>Whether path and bytes are the same.</summary>
    public bool Equals(FormRequest? other) =>
        other is not null && Format == other.Format && _body.AsSpan().SequenceEqual(other._body);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FormRequest);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Format);
        hash.AddBytes(_body);
        return hash.ToHashCode();
    }

    /// <summary>The grant type and the format, without any value.</summary>
    public override string ToString() => $"FormRequest {{ grant_type = {_grantType}, Format = {Format} }}";

    internal ReceivedRequest AsReceived() => new("POST", Path, ContentType, Authorization: null, _body);
}
