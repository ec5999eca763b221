using System.Diagnostics;
using System.Text;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// FormRequest = grant type? × bytes, made by Encode alone

/// <summary>A validated, encoded request, ready to be sent by <c>POST</c>. An instance proves that the request is valid.</summary>
/// <remarks>
/// Created only by <see cref="TokenRequest.Encode"/> and <see cref="SecondFactorRequest.Encode"/>. Immutable, with value equality over path
/// and bytes. <see cref="ToString"/> returns only the grant or the path and the format. The body contains secrets, so it is exposed by a
/// method, which serializers ignore.
/// </remarks>
public sealed class FormRequest : IEquatable<FormRequest>
{
    internal const string TokenFormPath = "/oauth/token";
    internal const string TokenJsonPath = "/oauth/token/v2";
    internal const string SecondFactorPath = "/mfa/verify";
    internal const string FormContentType = "application/x-www-form-urlencoded";
    internal const string JsonContentType = "application/json";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _body;

    private readonly string? _grantType; // Null for a second factor.

    private FormRequest(string? grantType, byte[] body) => (_grantType, _body) = (grantType, body);

    /// <summary>The wire format of the body.</summary>
    public WireFormat Format => _body is [(byte)'{', ..] ? WireFormat.Json : WireFormat.Form; // A form begins with a name.

    /// <summary>The path below the API's base address: <c>/oauth/token</c>, <c>/oauth/token/v2</c> or <c>/mfa/verify</c>, a closed
    /// set.</summary>
    public string Path => _grantType is null ? SecondFactorPath : Format == WireFormat.Json ? TokenJsonPath : TokenFormPath;

    /// <summary>The value of the <c>Content-Type</c> header, bare (PODIO 2.11).</summary>
    public string ContentType => ContentTypeOf(Format);

    /// <summary>The length of the body in bytes.</summary>
    public int Length => _body.Length;

    /// <summary>Returns a new copy of the body, which contains secrets in plain text.</summary>
    public byte[] ToBytes() => (byte[])_body.Clone();

    /// <summary>Returns the body without copying it, for reading only. It contains secrets in plain text.</summary>
    public ReadOnlyMemory<byte> AsMemory() => _body;

    /// <summary>Returns whether path and bytes are equal.</summary>
    public bool Equals(FormRequest? other) =>
        other is not null && Path == other.Path && _body.AsSpan().SequenceEqual(other._body);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FormRequest);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Path);
        hash.AddBytes(_body);
        return hash.ToHashCode();
    }

    /// <summary>Returns the grant type, or the path of a second factor, and the format, without any value.</summary>
    public override string ToString() => _grantType is null
        ? $"FormRequest {{ Path = {Path}, Format = {Format} }}"
        : $"FormRequest {{ grant_type = {_grantType}, Format = {Format} }}";

    internal static FormRequest ForToken(string grantType, byte[] body) => new(grantType, body);

    internal static FormRequest ForSecondFactor(byte[] body) => new(grantType: null, body);

    internal static string ContentTypeOf(WireFormat format) => format == WireFormat.Json ? JsonContentType : FormContentType;

    internal ReceivedRequest AsReceived() => new("POST", Path, ContentType, authorization: null, _body);
}

/// <summary>Specifies how a request is written. Each format has its own endpoint, and each endpoint accepts only its own format (PODIO 1.2,
/// 1.3).</summary>
public enum WireFormat
{
    /// <summary><c>application/x-www-form-urlencoded</c> to <c>POST /oauth/token</c> (RFC 6749 appendix B). The default.</summary>
    Form = 0,

    /// <summary>A JSON object to <c>POST /oauth/token/v2</c>.</summary>
    Json = 1,
}
