using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The alphabet of a form (RFC 6749 appendix B): which characters are unescaped, and how the rest is escaped.</summary>
internal static class FormText
{
    // Letters, digits and * - . _: the characters that every form encoder leaves unescaped or decodes in the same way.
    private static readonly SearchValues<char> Unescaped =
        SearchValues.Create("*-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private const uint OneByte = 1u << 24;
    private const uint ThreeBytes = 3u << 24;

    // The encoded form of each UTF-8 byte: up to three bytes, the first in the low-order position, with their count above them.
    private static readonly uint[] Forms = MakeForms();

    /// <summary>Returns whether a form contains the text unescaped.</summary>
    internal static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(Unescaped);

    /// <summary>Returns how much space it takes to write text of so many characters, if it is ASCII or whatever it is.</summary>
    internal static int SpaceFor(int length, bool isAscii) => (length * (isAscii ? 1 : 3) * "%HH".Length) + 1;

    /// <summary>Writes the escaped text as long as it is ASCII, and returns how many characters that was.</summary>
    internal static int WriteAscii(ReadOnlySpan<char> text, Span<byte> space, out int written)
    {
        written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAscii(text[i]))
            {
                return i;
            }

            written += WriteByte((byte)text[i], space[written..]);
        }

        return text.Length;
    }

    /// <summary>Writes the escaped text, and returns its length in bytes.</summary>
    internal static int Write(ReadOnlySpan<char> text, Span<byte> space)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var written = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                written += WriteByte(value, space[written..]);
            }
        }

        return written;
    }

    /// <summary>Returns the escaped text as a string, for the few places that compare rather than send it.</summary>
    internal static string Escape(string text)
    {
        var space = new byte[SpaceFor(text.Length, isAscii: false)];
        return Encoding.ASCII.GetString(space, 0, Write(text, space));
    }

    // One store instead of up to three: the next one, or whatever follows the text, overwrites the fourth byte.
    private static int WriteByte(byte value, Span<byte> space)
    {
        var form = Forms[value];
        BinaryPrimitives.WriteUInt32LittleEndian(space, form);
        return (int)(form >> 24);
    }

    // A loop, because every program that starts waits for it: each method in between would be compiled for it.
    private static uint[] MakeForms()
    {
        var forms = new uint[256];
        for (var value = 0u; value < forms.Length; value++)
        {
            forms[value] = Unescaped.Contains((char)value) ? value | OneByte
                : '%' | ((uint)"0123456789ABCDEF"[(int)value >> 4] << 8) | ((uint)"0123456789ABCDEF"[(int)value & 0xF] << 16) | ThreeBytes;
        }

        forms[' '] = '+' | OneByte;
        return forms;
    }
}

/// <summary>The problem with a text, and where it starts in UTF-16 code units.</summary>
internal readonly record struct TextProblem(FieldProblem Problem, int Index)
{
    /// <summary>Returns the first problem with a text that isn't empty, or null.</summary>
    internal static TextProblem? Find(string value, TextRule rule)
    {
        if (value.Length > BodyWriter.LongestField)
        {
            return TooLong;
        }

        if (rule == TextRule.RedirectUri && RedirectUriRule.FindProblem(value) is { } found)
        {
            return new(found.Problem, found.Index);
        }

        // Every rule allows VSCHAR, and most values contain nothing else.
        return value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? FindByRune(value, rule) : null;
    }

    private static TextProblem TooLong => new(FieldProblem.TooLong, BodyWriter.LongestField);

    private static TextProblem? FindByRune(string value, TextRule rule)
    {
        int utf8 = 0, index = 0;
        while (index < value.Length)
        {
            var status = Rune.DecodeFromUtf16(value.AsSpan(index), out var rune, out var units);
            if (status != OperationStatus.Done || !Allows(rule, rune))
            {
                return new(FieldProblem.InvalidCharacter, index);
            }

            utf8 += rune.Utf8SequenceLength;
            index += units;
        }

        return utf8 <= BodyWriter.LongestField ? null : TooLong;
    }

    private static bool Allows(TextRule rule, Rune rune) => rule switch
    {
        TextRule.AnyUnicode => true,
        TextRule.UnicodeNoCrLf => rune.Value is 0x09 or (>= 0x20 and <= 0x7E) or (>= 0x80 and not 0xFFFE and not 0xFFFF),
        _ => rune.Value is >= 0x20 and <= 0x7E,
    };
}
