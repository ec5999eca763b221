using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>The members of a reply that are read (PODIO 3.1, 3.8, 4.1). Flags, so that one number remembers which were seen.</summary>
[Flags]
internal enum ReplyMember
{
    Unknown = 0,
    AccessToken = 1,
    TokenType = 2,
    ExpiresIn = 4,
    RefreshToken = 8,
    Reference = 16,
    Scope = 32,
    ServerNonce = 64,
    Error = 128,
    ErrorDetail = 256,
    ErrorDescription = 512,
    ReferenceType = 1024,
    ReferenceId = 2048,
}

internal static class ReplyMemberNames
{
    private static readonly (ReplyMember Member, string Name, string Path)[] All =
    [
        (ReplyMember.AccessToken, "access_token", "$.access_token"),
        (ReplyMember.TokenType, "token_type", "$.token_type"),
        (ReplyMember.ExpiresIn, "expires_in", "$.expires_in"),
        (ReplyMember.RefreshToken, "refresh_token", "$.refresh_token"),
        (ReplyMember.Reference, "ref", "$.ref"),
        (ReplyMember.Scope, "scope", "$.scope"),
        (ReplyMember.ServerNonce, "server_nonce", "$.server_nonce"),
        (ReplyMember.Error, "error", "$.error"),
        (ReplyMember.ErrorDetail, "error_detail", "$.error_detail"),
        (ReplyMember.ErrorDescription, "error_description", "$.error_description"),
        (ReplyMember.ReferenceType, "type", "$.ref.type"),
        (ReplyMember.ReferenceId, "id", "$.ref.id"),
    ];

    internal static string PathOf(ReplyMember member) => All.First(entry => entry.Member == member).Path;

    /// <summary>Which member of the object a property name is. By length first: most names are told apart by it.</summary>
    internal static ReplyMember Identify(in Utf8JsonReader reader) => reader.ValueIsEscaped ? IdentifyEscaped(reader) : reader.ValueSpan.Length switch
    {
        3 when reader.ValueSpan.SequenceEqual("ref"u8) => ReplyMember.Reference,
        5 when reader.ValueSpan.SequenceEqual("scope"u8) => ReplyMember.Scope,
        5 when reader.ValueSpan.SequenceEqual("error"u8) => ReplyMember.Error,
        10 when reader.ValueSpan.SequenceEqual("expires_in"u8) => ReplyMember.ExpiresIn,
        10 when reader.ValueSpan.SequenceEqual("token_type"u8) => ReplyMember.TokenType,
        12 when reader.ValueSpan.SequenceEqual("access_token"u8) => ReplyMember.AccessToken,
        12 when reader.ValueSpan.SequenceEqual("server_nonce"u8) => ReplyMember.ServerNonce,
        12 when reader.ValueSpan.SequenceEqual("error_detail"u8) => ReplyMember.ErrorDetail,
        13 when reader.ValueSpan.SequenceEqual("refresh_token"u8) => ReplyMember.RefreshToken,
        17 when reader.ValueSpan.SequenceEqual("error_description"u8) => ReplyMember.ErrorDescription,
        _ => ReplyMember.Unknown,
    };

    /// <summary>Which member of <c>ref</c> a property name is.</summary>
    internal static ReplyMember IdentifyInReference(in Utf8JsonReader reader) =>
        JsonText.Is(reader, "type"u8) ? ReplyMember.ReferenceType
        : JsonText.Is(reader, "id"u8) ? ReplyMember.ReferenceId
        : ReplyMember.Unknown;

    private static ReplyMember IdentifyEscaped(in Utf8JsonReader reader) => JsonText.TryRead(reader, out var text)
        ? All.FirstOrDefault(entry => entry.Member < ReplyMember.ReferenceType && entry.Name == text).Member
        : ReplyMember.Unknown;
}
