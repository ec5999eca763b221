using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>Reads <c>ref</c> (PODIO 3.5, 7.12): an id as number or text, exact to 64 bits. What cannot be used is no reference, not an error.</summary>
internal static class ReferenceReader
{
    internal static MalformedReplyProblem? Read(ref Utf8JsonReader reader, out TokenReference? reference, out ReplyMember where)
    {
        reference = null;
        where = ReplyMember.Reference;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? type = null, id = null;
        ReadOnlySpan<byte> number = default;
        var seen = ReplyMember.Unknown;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = ReplyMemberNames.IdentifyInReference(reader);
            reader.Read();
            if (member != ReplyMember.Unknown && (seen & member) != 0)
            {
                where = member;
                return MalformedReplyProblem.Duplicate;
            }

            seen |= member;
            switch (member)
            {
                case ReplyMember.ReferenceType:
                    type = ReadType(ref reader);
                    break;
                case ReplyMember.ReferenceId when reader.TokenType == JsonTokenType.Number:
                    number = reader.ValueSpan.ContainsAny(".eE"u8) ? default : reader.ValueSpan;
                    break;
                case ReplyMember.ReferenceId:
                    id = ReadId(ref reader);
                    break;
                default:
                    break;
            }

            reader.Skip();
        }

        reference = number.IsEmpty ? TokenReference.Create(type, id) : TokenReference.CreateFromUtf8(type, number);
        return null;
    }

    private static string? ReadType(ref Utf8JsonReader reader) => reader.TokenType != JsonTokenType.String ? null
        : JsonText.Is(reader, "user"u8) ? "user"
        : JsonText.Is(reader, "app"u8) ? "app"
        : JsonText.TryRead(reader, out var text) ? text : null;

    private static string? ReadId(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && JsonText.TryRead(reader, out var text) ? text : null;
}
