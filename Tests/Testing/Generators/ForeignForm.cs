using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Writes application/x-www-form-urlencoded as another client might: unnecessary escapes, hexadecimal digits in either case, empty
/// pairs.</summary>
internal static class ForeignForm
{
    private const string Reserved = "&=+%;#? \"<>\\^`{|}";

    internal static string Write(IEnumerable<KeyValuePair<string, string?>> fields, Random hand)
    {
        var pairs = fields.Select(field => field.Value is null && hand.Next(2) == 0
            ? Escape(field.Key, hand) // A name alone is also a field without a value.
            : $"{Escape(field.Key, hand)}={Escape(field.Value ?? "", hand)}");
        return string.Join('&', hand.Next(4) == 0 ? pairs.Append("") : pairs);
    }

    internal static string Escape(string text, Random hand)
    {
        // One style per text: some clients escape as much as they can, some as little as they may.
        var needless = hand.Next(3) == 0 ? 3 : 40;
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var mustEscape = !rune.IsAscii || rune.Value < 0x20 || Reserved.Contains((char)rune.Value, StringComparison.Ordinal);
            if (rune.Value == ' ' && hand.Next(2) == 0)
            {
                escaped.Append('+');
            }
            else if (mustEscape || hand.Next(needless) == 0)
            {
                AppendEscaped(escaped, rune, hand);
            }
            else
            {
                escaped.Append(rune);
            }
        }

        return escaped.ToString();
    }

    private static void AppendEscaped(StringBuilder escaped, Rune rune, Random hand)
    {
        foreach (var b in Encoding.UTF8.GetBytes(rune.ToString()))
        {
            escaped.Append('%').Append(b.ToString(hand.Next(2) == 0 ? "X2" : "x2", CultureInfo.InvariantCulture));
        }
    }
}
