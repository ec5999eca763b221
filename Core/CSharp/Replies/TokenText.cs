using System.Text;
using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>Reads an access or refresh token: 1*VSCHAR (RFC 6749 A.12, A.17), for it will stand in a header or the next request. Null counts as absent.</summary>
internal static class TokenText
{
    internal static MalformedReplyProblem? Read(ref Utf8JsonReader reader, out string? token)
    {
        token = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return MalformedReplyProblem.WrongType;
        }

        if (reader.ValueIsEscaped)
        {
            return ReadEscaped(ref reader, out token);
        }

        if (reader.ValueSpan.IsEmpty || reader.ValueSpan.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            return MalformedReplyProblem.InvalidCharacter;
        }

        token = Encoding.ASCII.GetString(reader.ValueSpan);
        return null;
    }

    private static MalformedReplyProblem? ReadEscaped(ref Utf8JsonReader reader, out string? token)
    {
        token = JsonText.TryRead(reader, out var text) && !text.AsSpan().ContainsAnyExceptInRange('\x20', '\x7E') ? text : null;
        return token is null ? MalformedReplyProblem.InvalidCharacter : null;
    }
}
