using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The second pass over a request: writes it as application/x-www-form-urlencoded (RFC 6749 appendix B).</summary>
internal static class FormBody
{
    /// <summary>Writes the fields into an array of the length that the meter counted.</summary>
    internal static byte[] Write(ReadOnlySpan<FieldValue> values, int length)
    {
        var body = new byte[length];
        var space = body.AsSpan();
        var skipped = 1; // No & before the first field.
        foreach (ref readonly var value in values)
        {
            var name = value.Field.FormText.AsSpan(skipped);
            skipped = 0;
            name.CopyTo(space);
            space = WriteValue(value, space[name.Length..]);
        }

        return body;
    }

    private static Span<byte> WriteValue(in FieldValue value, Span<byte> space)
    {
        if (value.IsPlain)
        {
            Ascii.FromUtf16(value.Text, space, out var written);
            return space[written..];
        }

        return value.Field.Rule == TextRule.PositiveNumber ? space[FormText.Write(value.Number, space)..] : FormText.Write(value.Text, space);
    }
}

/// <summary>The alphabet of a form (RFC 6749 appendix B): what stands for itself, and how the rest is escaped.</summary>
internal static class FormText
{
    // Letters, digits and * - . _: the characters that every form encoder leaves alone or decodes alike.
    private static readonly SearchValues<char> Unescaped =
        SearchValues.Create("*-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    // What each ASCII character is written as, by its code; 0 where it is escaped.
    private static readonly byte[] AsciiForms = MakeAsciiForms();

    /// <summary>Whether a form holds the text as it stands. Such a text also follows every rule but the one for redirect URIs.</summary>
    internal static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(Unescaped);

    /// <summary>How many bytes a character takes in a form: itself, <c>+</c> for a space, else <c>%HH</c> for each byte of its UTF-8.</summary>
    internal static int LengthOf(Rune rune) => rune.IsAscii && AsciiForms[rune.Value] != 0 ? 1 : 3 * rune.Utf8SequenceLength;

    /// <summary>The same for a text of nothing but ASCII.</summary>
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

    /// <summary>Writes the escaped text and gives the rest of the space. There is enough: the meter counted.</summary>
    internal static Span<byte> Write(ReadOnlySpan<char> text, Span<byte> space)
    {
        var plain = text.IndexOfAnyExcept(Unescaped);
        var run = plain < 0 ? text.Length : plain;
        Ascii.FromUtf16(text[..run], space, out _);
        return plain < 0 ? space[run..] : WriteMixed(text[run..], space[run..]);
    }

    /// <summary>The escaped text as a string, for the rare places that compare rather than send.</summary>
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
