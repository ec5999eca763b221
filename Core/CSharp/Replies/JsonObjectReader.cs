using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PodioOAuth.Functional;

/// <summary>Reads the body of a reply as one JSON object into <see cref="ReplyMembers"/>, and names what stands in the way.</summary>
internal static class JsonObjectReader
{
    private const int DeepestNesting = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    internal static ReplyProblem? Read(HttpReply reply, ref ReplyMembers members)
    {
        if (reply.IsBodyTooLarge || reply.Body.Length > TokenReply.LargestBody)
        {
            return Whole(MalformedReplyProblem.TooLarge);
        }

        var body = reply.Body.Span;
        body = body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        var start = body.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
        {
            return Whole(MalformedReplyProblem.Empty);
        }

        if (body[start] == '<')
        {
            return Whole(MalformedReplyProblem.Html);
        }

        if (!Utf8.IsValid(body))
        {
            if (!members.IsError)
            {
                return Whole(MalformedReplyProblem.NotUtf8);
            }

            body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body)); // An error's prose may be Latin-1: mend it, keep the code.
        }

        return ReadObject(body, ref members);
    }

    private static ReplyProblem? ReadObject(ReadOnlySpan<byte> body, ref ReplyMembers members)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
        var isWhole = false;
        try
        {
            if (reader.Read() && reader.TokenType != JsonTokenType.StartObject)
            {
                return Whole(MalformedReplyProblem.NotAnObject);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = ReplyMemberNames.Identify(reader);
                reader.Read();
                if (members.Take(member, ref reader, out var where) is { } problem)
                {
                    return new ReplyProblem(ReplyMemberNames.PathOf(where), problem);
                }
            }

            isWhole = true;
            reader.Read(); // Throws if there is more.
            return null;
        }
        catch (JsonException)
        {
            return Whole(isWhole ? MalformedReplyProblem.TrailingData : Diagnose(body));
        }
    }

    // The reader says only that it failed. Reading again as if more were to come tells an early end from bad syntax.
    private static MalformedReplyProblem Diagnose(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(
            body, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = DeepestNesting + 1 }));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= DeepestNesting)
                {
                    return MalformedReplyProblem.TooDeep;
                }
            }

            return MalformedReplyProblem.Truncated;
        }
        catch (JsonException)
        {
            return MalformedReplyProblem.NotJson;
        }
    }

    private static ReplyProblem Whole(MalformedReplyProblem problem) => new("$", problem);
}
