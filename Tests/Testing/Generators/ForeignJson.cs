using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Writes a JSON object as another client might: white space, necessary and unnecessary escapes, null members, unknown members of
/// every type.</summary>
internal static class ForeignJson
{
    private static readonly string[] UnknownMembers =
    [
        "\"x\":{\"grant_type\":\"app\",\"y\":[1,null]}", "\"z\":-1.5e+3", "\"\":true", "\"offering_id\":[[],{}]",
        "\"\\u0078\\ud83d\\ude00\":\"&\"",
    ];

    private static readonly string[] Blanks = ["", "", "", " ", "\n  ", "\t", "\r\n"];

    internal static string Write(IEnumerable<KeyValuePair<string, string?>> fields, Random hand)
    {
        var members = fields.Select(field => $"{Quote(field.Key, hand)}{Blank(hand)}:{Blank(hand)}{Value(field, hand)}").ToList();
        if (hand.Next(2) == 0)
        {
            members.Insert(hand.Next(members.Count + 1), UnknownMembers[hand.Next(UnknownMembers.Length)]);
        }

        return $"{Blank(hand)}{{{Blank(hand)}{string.Join($"{Blank(hand)},{Blank(hand)}", members)}{Blank(hand)}}}{Blank(hand)}";
    }

    private static string Value(KeyValuePair<string, string?> field, Random hand) => field switch
    {
        { Value: null } => "null",
        { Key: FieldNames.AppId, Value: { Length: > 0 } digits } when hand.Next(2) == 0 => digits,
        { Value: var text } => Quote(text, hand),
    };

    private static string Quote(string text, Random hand)
    {
        var needless = hand.Next(3) == 0 ? 3 : 40;
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            var mustEscape = rune.Value is < ' ' or '"' or '\\';
            quoted.Append(mustEscape || hand.Next(needless) == 0 ? Escape(rune, hand) : rune.ToString());
        }

        return quoted.Append('"').ToString();
    }

    private static string Escape(Rune rune, Random hand) => rune.Value switch
    {
        '"' when hand.Next(2) == 0 => "\\\"",
        '\\' when hand.Next(2) == 0 => "\\\\",
        '/' when hand.Next(2) == 0 => "\\/",
        '\t' when hand.Next(2) == 0 => "\\t",
        _ => string.Concat(rune.ToString().Select(unit => Unicode(unit, hand))),
    };

    private static string Unicode(char c, Random hand) =>
        "\\u" + ((int)c).ToString(hand.Next(2) == 0 ? "X4" : "x4", CultureInfo.InvariantCulture);

    private static string Blank(Random hand) => Blanks[hand.Next(Blanks.Length)];
}
