namespace PodioOAuth.Functional;

/// <summary>Keeps exceptions small. For an invalid literal, such as the first word of plain text, the JSON reader puts everything that
/// follows into its message, at some six bytes each.</summary>
internal static class JsonLiterals
{
    // A message of this size doesn't matter, and no reply with a token is longer.
    private const int Small = 64 * 1024;

    /// <summary>Returns as much as has to be read: up to the first invalid literal, with enough of it to remain invalid.</summary>
    internal static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> json) => json.Length > Small ? CutLarge(json) : json;

    private static ReadOnlySpan<byte> CutLarge(ReadOnlySpan<byte> json)
    {
        var rest = json;
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

            at = Math.Min(at + 1, json.Length); // Skip whatever is escaped.
        }

        return json.Length;
    }
}
