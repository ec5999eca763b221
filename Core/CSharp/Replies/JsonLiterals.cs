namespace PodioOAuth.Functional;

/// <summary>Keeps exceptions small. Of a literal that is none, such as the first word of a plain text, the JSON reader puts all that
/// follows into its message, some six bytes for each.</summary>
internal static class JsonLiterals
{
    // The message of so much is no matter, and no reply with a token is longer.
    private const int Small = 64 * 1024;

    /// <summary>As much as has to be read: up to the first literal that is none, with enough of it to be none still.</summary>
    internal static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> json)
    {
        var rest = json.Length > Small ? json : [];
        while (rest.IndexOfAny("\"tfn"u8) is >= 0 and var skipped)
        {
            rest = rest[skipped..];
            var length = rest[0] == '"' ? LengthOfText(rest) : LengthOfLiteral(rest);
            if (length == 0)
            {
                return json[..^Math.Max(0, rest.Length - "false".Length)];
            }

            rest = rest[length..];
        }

        return json;
    }

    private static int LengthOfLiteral(ReadOnlySpan<byte> json) =>
        json.StartsWith("true"u8) || json.StartsWith("null"u8) ? 4 : json.StartsWith("false"u8) ? 5 : 0;

    private static int LengthOfText(ReadOnlySpan<byte> json)
    {
        var at = 1;
        while (json[at..].IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var skipped)
        {
            at += skipped + 1;
            if (json[at - 1] == '"')
            {
                return at;
            }

            at = Math.Min(at + 1, json.Length); // Whatever is escaped.
        }

        return json.Length;
    }
}
