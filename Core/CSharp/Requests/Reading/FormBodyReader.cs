using System.Globalization;
using System.Text.Unicode;

namespace PodioOAuth.Functional;

/// <summary>Reads application/x-www-form-urlencoded (RFC 6749 appendix B): pairs parted by <c>&amp;</c>, strict about escapes and
/// UTF-8.</summary>
internal static class FormBodyReader
{
    internal static void Read(ReadOnlySpan<byte> body, IFormPairs fields)
    {
        foreach (var range in body.Split((byte)'&'))
        {
            ReadPair(body[range], fields);
        }
    }

    private static void ReadPair(ReadOnlySpan<byte> pair, IFormPairs fields)
    {
        if (pair.IsEmpty)
        {
            return;
        }

        var equals = pair.IndexOf((byte)'=');
        var nameProblem = ReadName(equals < 0 ? pair : pair[..equals], fields, out var name);
        var valueProblem = FormUnescape.TryRead(equals < 0 ? [] : pair[(equals + 1)..], out var value, isKept: name is not null);
        if ((nameProblem ?? valueProblem) is { } problem)
        {
            fields.Refuse(name, problem, mended: value);
        }
        else if (name is not null)
        {
            fields.Take(name, value);
        }
    }

    private static FieldProblem? ReadName(ReadOnlySpan<byte> escaped, IFormPairs fields, out string? name)
    {
        var bytes = escaped.Length <= 256 ? stackalloc byte[escaped.Length] : new byte[escaped.Length];
        var problem = FormUnescape.TryRead(escaped, ref bytes);
        name = problem is null ? fields.NameOf(bytes) : null;
        return problem;
    }
}

/// <summary>Takes the pairs of a form one by one.</summary>
internal interface IFormPairs
{
    /// <summary>The name that these bytes are, if it is a known one: no text is made of any other, nor of its value.</summary>
    string? NameOf(ReadOnlySpan<byte> utf8);

    /// <summary>A pair with a known name.</summary>
    void Take(string name, string value);

    /// <summary>A pair of which the name or the value cannot be read. The name is null where it is the one, or is not known. Where the
    /// value is not UTF-8, there is a mended one.</summary>
    void Refuse(string? name, FieldProblem problem, string mended);
}

/// <summary>Reads one name or value of a form: <c>+</c> is a space, <c>%HH</c> a byte, and the bytes are UTF-8.</summary>
internal static class FormUnescape
{
    /// <summary>Reads the text; what is wrong with it, or null. What is not UTF-8 is mended.</summary>
    /// <param name="escaped">The text, escaped.</param>
    /// <param name="text">The text; empty where it cannot be read, or is not kept.</param>
    /// <param name="isKept">Whether anybody wants it, or it is checked only.</param>
    internal static FieldProblem? TryRead(ReadOnlySpan<byte> escaped, out string text, bool isKept = true)
    {
        var bytes = escaped.Length <= 256 ? stackalloc byte[escaped.Length] : new byte[escaped.Length];
        var problem = TryRead(escaped, ref bytes);
        text = isKept && problem is not FieldProblem.MalformedEscape ? MendedText.Of(bytes) : "";
        return problem;
    }

    /// <summary>Reads the bytes of it; what is wrong with them, or null.</summary>
    /// <param name="escaped">The text, escaped.</param>
    /// <param name="bytes">Room for as many bytes; then those that were read.</param>
    internal static FieldProblem? TryRead(ReadOnlySpan<byte> escaped, ref Span<byte> bytes)
    {
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            var b = escaped[i];
            if (b == '%')
            {
                if (i + 2 >= escaped.Length || !TryHex(escaped.Slice(i + 1, 2), out b))
                {
                    return FieldProblem.MalformedEscape;
                }

                i += 2;
            }
            else if (b == '+')
            {
                b = (byte)' ';
            }

            bytes[length++] = b;
        }

        bytes = bytes[..length];
        return Utf8.IsValid(bytes) ? null : FieldProblem.InvalidUtf8;
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out byte value) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
        && digits[1] != 0; // TryParse overlooks a NUL at the end.
}
