using System.Buffers;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The first pass over a request: collects every field error and counts the bytes that the form will take.</summary>
internal struct FieldMeter
{
    /// <summary>The longest text field, in bytes of UTF-8.</summary>
    internal const int LongestField = 16 * 1024;

    internal List<FieldError>? Errors { get; private set; }

    /// <summary>The length of the form in bytes.</summary>
    internal int FormLength { get; private set; }

    internal void Measure(Span<FieldValue> values)
    {
        FormLength = -1; // No & before the first field.
        foreach (ref var value in values)
        {
            FormLength += value.Field.FormText.Length;
            if (value.Field.Constant is not null)
            {
                continue;
            }

            if (value.Field.Rule == TextRule.PositiveNumber)
            {
                MeasureNumber(value);
            }
            else
            {
                MeasureText(ref value);
            }
        }
    }

    internal void Add(FieldError error) => (Errors ??= []).Add(error);

    private void MeasureNumber(in FieldValue value)
    {
        FormLength += FormText.DigitsOf(value.Number);
        if (value.Number <= 0)
        {
            Add(FieldErrors.Bad(value.Field.Name, FieldProblem.OutOfRange));
        }
    }

    private void MeasureText(ref FieldValue value)
    {
        if (string.IsNullOrEmpty(value.Text))
        {
            Add(FieldErrors.Absent(value.Field.Name, isNull: value.Text is null));
            return;
        }

        value.IsPlain = value.Field.Rule != TextRule.RedirectUri && FormText.IsPlain(value.Text) && value.Text.Length <= LongestField;
        if (value.IsPlain)
        {
            FormLength += value.Text.Length;
            return;
        }

        var measure = TextMeasure.Of(value.Text, value.Field.Rule);
        FormLength += measure.FormLength;
        if (measure.Problem is { } problem)
        {
            Add(FieldErrors.Bad(value.Field.Name, problem, measure.Index));
        }
    }
}

/// <summary>What one text comes to: its length in a form, or what is wrong with it and where.</summary>
/// <param name="FormLength">The bytes of the escaped value.</param>
/// <param name="Problem">What is wrong, or null.</param>
/// <param name="Index">Where the problem starts, in UTF-16 units.</param>
internal readonly record struct TextMeasure(int FormLength, FieldProblem? Problem, int Index)
{
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
