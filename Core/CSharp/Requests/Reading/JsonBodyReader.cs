using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PodioOAuth.Functional;

/// <summary>Reads the JSON object of a request: known members are strings, a numeric field is a number or a string; null counts as
/// omitted.</summary>
internal static class JsonBodyReader
{
    internal static void Read(ReadOnlySpan<byte> body, ReceivedFields fields)
    {
        if (!Utf8.IsValid(body))
        {
            fields.Refuse(FieldNames.Body, FieldProblem.InvalidUtf8);
            return;
        }

        try
        {
            ReadObject(JsonLiterals.Cut(body), fields);
        }
        catch (JsonException)
        {
            fields.Refuse(FieldNames.Body, FieldProblem.Malformed);
        }
    }

    private static void ReadObject(ReadOnlySpan<byte> body, ReceivedFields fields)
    {
        var reader = new Utf8JsonReader(body);
        if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            ReadMembers(ref reader, fields);
        }
        else
        {
            fields.Refuse(FieldNames.Body, FieldProblem.Malformed); // Podio: "must be object" (PODIO 4.7).
        }
    }

    private static void ReadMembers(ref Utf8JsonReader reader, ReceivedFields fields)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Read(reader);
            reader.Read();
            if (name is not null && fields.IsKnown(name))
            {
                ReadMember(ref reader, name, fields);
            }

            reader.Skip();
        }

        reader.Read(); // Finds anything after the object, which is an error.
    }

    private static void ReadMember(ref Utf8JsonReader reader, string name, ReceivedFields fields)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when JsonText.Read(reader) is { } text:
                fields.Take(name, text);
                break;
            case JsonTokenType.String:
                fields.Take(name, null);
                fields.Refuse(name, FieldProblem.InvalidUtf8);
                break;
            case JsonTokenType.Null:
                fields.Take(name, null);
                break;
            case JsonTokenType.Number when fields.IsNumber(name):
                fields.Take(name, Encoding.ASCII.GetString(reader.ValueSpan)); // As written: 1e3 and 1.0 aren't IDs.
                break;
            default:
                fields.Take(name, null);
                fields.Refuse(name, FieldProblem.WrongType);
                break;
        }
    }
}
