using System.Text.Json.Serialization;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The reply as an immutable record, as one writes it for System.Text.Json today.</summary>
internal sealed record TokenRecord(
    string AccessToken, string TokenType, long? ExpiresIn, string? RefreshToken, ReferenceRecord? Ref, string? Scope)
{
    internal TokenValues ToValues() => new(AccessToken, TokenType, ExpiresIn, RefreshToken, Scope, Ref?.Type, Ref?.Id);
}

internal sealed record ReferenceRecord(string Type, long Id);

/// <summary>The same with setters, which spare the serializer the array of constructor arguments.</summary>
internal sealed record MutableTokenRecord
{
    public string? AccessToken { get; set; }

    public string? TokenType { get; set; }

    public long? ExpiresIn { get; set; }

    public string? RefreshToken { get; set; }

    public MutableReferenceRecord? Ref { get; set; }

    public string? Scope { get; set; }

    internal TokenValues ToValues() => new(AccessToken, TokenType, ExpiresIn, RefreshToken, Scope, Ref?.Type, Ref?.Id);
}

internal sealed record MutableReferenceRecord
{
    public string? Type { get; set; }

    public long Id { get; set; }
}

/// <summary>An error reply as an immutable record: what <see cref="RejectedError"/> has of a body.</summary>
internal sealed record ErrorRecord(string Error, string? ErrorDetail, string? ErrorDescription)
{
    internal ErrorValues ToValues() => new(Error, ErrorDetail, ErrorDescription);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorRecord))]
[JsonSerializable(typeof(TokenRecord))]
[JsonSerializable(typeof(MutableTokenRecord))]
internal sealed partial class TokenRecordContext : JsonSerializerContext;
