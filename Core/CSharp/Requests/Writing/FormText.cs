using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The alphabet of a form (RFC 6749 appendix B): which characters are unescaped, and how the rest is escaped.</summary>
internal static class FormText
{
    // Letters, digits and * - . _: the characters that every form encoder leaves unescaped or decodes in the same way.
    private static readonly SearchValues<char> Unescaped =
        SearchValues.Create("*-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    // How each ASCII character is written, by its code; 0 if it is escaped.
    private static readonly byte[] AsciiForms = MakeAsciiForms();

    /// <summary>Returns whether a form contains the text unescaped. Such a text also follows every rule except the one for redirect
    /// URIs.</summary>
    internal static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(Unescaped);

    /// <summary>Returns how many bytes a character takes in a form: one if unescaped or a space (<c>+</c>), otherwise <c>%HH</c> for each
    /// byte of its UTF-8.</summary>
    internal static int LengthOf(Rune rune) => rune.IsAscii && AsciiForms[rune.Value] != 0 ? 1 : 3 * rune.Utf8SequenceLength;

    /// <summary>Returns the same for ASCII text.</summary>
    internal static int LengthOfAscii(ReadOnlySpan<char> text)
    {
        var escaped = 0;
        foreach (var character in text)
        {
            escaped += AsciiForms[character] == 0 ? 1 : 0;
        }

        return text.Length + (2 * escaped);
    }

    internal static int DigitsOf(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        return Utf8Formatter.TryFormat(value, digits, out var written) ? written : digits.Length;
    }

    /// <summary>Writes the escaped text and returns the rest of the buffer. The buffer is large enough: the meter counted.</summary>
    internal static Span<byte> Write(ReadOnlySpan<char> text, Span<byte> space)
    {
        var plain = text.IndexOfAnyExcept(Unescaped);
        var run = plain < 0 ? text.Length : plain;
        Ascii.FromUtf16(text[..run], space, out _);
        return WriteMixed(text[run..], space[run..]);
    }

    /// <summary>Returns the escaped text as a string, for the few places that compare rather than send it.</summary>
    internal static string Escape(string text)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length += LengthOf(rune);
        }

        var bytes = new byte[length];
        Write(text, bytes);
        return Encoding.ASCII.GetString(bytes);
    }

    internal static int Write(long value, Span<byte> space)
    {
        value.TryFormat(space, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    private static byte[] MakeAsciiForms()
    {
        var forms = new byte[128];
        for (var code = 0; code < forms.Length; code++)
        {
            forms[code] = Unescaped.Contains((char)code) ? (byte)code : (byte)0;
        }

        forms[' '] = (byte)'+';
        return forms;
    }

    private static Span<byte> WriteMixed(ReadOnlySpan<char> text, Span<byte> space)
    {
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (!char.IsAscii(character))
            {
                Rune.DecodeFromUtf16(text[i..], out var rune, out var units);
                written += WriteEscaped(rune, space[written..]);
                i += units - 1;
            }
            else if (AsciiForms[character] is not 0 and var form)
            {
                space[written++] = form;
            }
            else
            {
                written += WriteEscaped((byte)character, space[written..]);
            }
        }

        return space[written..];
    }

    private static int WriteEscaped(Rune rune, Span<byte> space)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var written = 0;
        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
        {
            written += WriteEscaped(value, space[written..]);
        }

        return written;
    }

    private static int WriteEscaped(byte value, Span<byte> space)
    {
        space[2] = HexDigit(value & 0xF);
        space[1] = HexDigit(value >> 4);
        space[0] = (byte)'%';
        return 3;
    }

    private static byte HexDigit(int value) => "0123456789ABCDEF"u8[value];
}

/// <summary>The measurement of one text: its length in a form, or the problem with it and its position.</summary>
/// <param name="FormLength">The bytes of the escaped value.</param>
/// <param name="Problem">The problem, or null.</param>
/// <param name="Index">Where the problem starts, in UTF-16 code units.</param>
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
