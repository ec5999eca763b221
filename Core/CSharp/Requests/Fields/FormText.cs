using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The alphabet of application/x-www-form-urlencoded (RFC 6749 appendix B): what stands for itself, and how the rest is escaped.</summary>
internal static class FormText
{
    /// <summary>Letters, digits and <c>* - . _</c>: the characters that every form encoder leaves alone or decodes alike.</summary>
    internal static readonly SearchValues<char> Unescaped =
        SearchValues.Create("*-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>How many bytes a character takes in a form: itself, <c>+</c> for a space, else <c>%HH</c> for each byte of its UTF-8.</summary>
    internal static int LengthOf(Rune rune) =>
        rune.Value == ' ' || (rune.IsAscii && Unescaped.Contains((char)rune.Value)) ? 1 : 3 * rune.Utf8SequenceLength;

    internal static int DigitsOf(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        return Utf8Formatter.TryFormat(value, digits, out var written) ? written : digits.Length;
    }

    /// <summary>Writes the escaped text and gives the rest of the space. There is enough: the meter counted.</summary>
    internal static Span<byte> Write(ReadOnlySpan<char> text, Span<byte> space)
    {
        while (true)
        {
            var plain = text.IndexOfAnyExcept(Unescaped);
            var run = plain < 0 ? text.Length : plain;
            Ascii.FromUtf16(text[..run], space, out _);
            space = space[run..];
            if (plain < 0)
            {
                return space;
            }

            Rune.DecodeFromUtf16(text[run..], out var rune, out var units);
            space = WriteEscaped(rune, space);
            text = text[(run + units)..];
        }
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

    private static Span<byte> WriteEscaped(Rune rune, Span<byte> space)
    {
        if (rune.Value == ' ')
        {
            space[0] = (byte)'+';
            return space[1..];
        }

        Span<byte> utf8 = stackalloc byte[4];
        foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
        {
            space[0] = (byte)'%';
            space[1] = HexDigit(b >> 4);
            space[2] = HexDigit(b & 0xF);
            space = space[3..];
        }

        return space;
    }

    private static byte HexDigit(int value) => "0123456789ABCDEF"u8[value];
}
