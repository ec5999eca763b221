using System.Buffers;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>What one text field comes to: its length in a form, or what is wrong with it and where.</summary>
/// <param name="FormLength">The bytes of the escaped value.</param>
/// <param name="Problem">What is wrong, or null.</param>
/// <param name="Index">Where the problem starts, in UTF-16 units.</param>
internal readonly record struct TextMeasure(int FormLength, FieldProblem? Problem, int Index)
{
    /// <summary>Whether the text is written into a form as it stands and breaks no rule but, maybe, the one for redirect URIs.</summary>
    internal static bool IsPlain(string value) => !value.AsSpan().ContainsAnyExcept(FormText.Unescaped);

    internal static TextMeasure Plain(string value) =>
        value.Length <= FieldMeter.LongestField ? new(value.Length, null, 0) : new(0, FieldProblem.TooLong, FieldMeter.LongestField);

    internal static TextMeasure Of(string value, TextRule rule)
    {
        if (value.Length > FieldMeter.LongestField)
        {
            return new(0, FieldProblem.TooLong, FieldMeter.LongestField);
        }

        if (rule == TextRule.RedirectUri && RedirectUriRule.FindProblem(value) is { } found)
        {
            return new(0, found.Problem, found.Index);
        }

        if (!value.AsSpan().ContainsAnyExceptInRange(' ', '~')) // VSCHAR alone: every rule takes it, and most values are no more.
        {
            return new(FormText.LengthOfAscii(value), null, 0);
        }

        int form = 0, utf8 = 0, index = 0;
        while (index < value.Length)
        {
            var status = Rune.DecodeFromUtf16(value.AsSpan(index), out var rune, out var units);
            if (status != OperationStatus.Done || !Allows(rule, rune))
            {
                return new(0, FieldProblem.InvalidCharacter, index);
            }

            form += FormText.LengthOf(rune);
            utf8 += rune.Utf8SequenceLength;
            index += units;
        }

        return utf8 <= FieldMeter.LongestField ? new(form, null, 0) : new(0, FieldProblem.TooLong, FieldMeter.LongestField);
    }

    private static bool Allows(TextRule rule, Rune rune) => rule switch
    {
        TextRule.AnyUnicode => true,
        TextRule.UnicodeNoCrLf => rune.Value is 0x09 or (>= 0x20 and <= 0x7E) or (>= 0x80 and not 0xFFFE and not 0xFFFF),
        _ => rune.Value is >= 0x20 and <= 0x7E,
    };
}
