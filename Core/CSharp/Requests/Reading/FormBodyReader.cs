using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PodioOAuth.Functional;

/// <summary>Reads application/x-www-form-urlencoded (RFC 6749 appendix B): pairs parted by <c>&amp;</c>, strict about escapes and
/// UTF-8.</summary>
internal static class FormBodyReader
{
    internal static void Read(ReadOnlySpan<byte> body, IFormPairs fields)
    {
        var space = new byte[body.Length]; // Nothing is longer than it is when escaped.
        foreach (var range in body.Split((byte)'&'))
        {
            ReadPair(body[range], space, fields);
        }
    }

    private static void ReadPair(ReadOnlySpan<byte> pair, Span<byte> space, IFormPairs fields)
    {
        var equals = pair.IndexOf((byte)'=');
        var problem = FormUnescape.Read(equals < 0 ? pair : pair[..equals], space, out var bytes);
        var name = fields.NameOf(bytes);
        problem ??= FormUnescape.Read(equals < 0 ? [] : pair[(equals + 1)..], space, out bytes);
        if (problem is { } found)
        {
            fields.Refuse(name, found, bytes);
        }
        else if (name is not null)
        {
            fields.Take(name, Encoding.UTF8.GetString(bytes));
        }
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
    /// value is not UTF-8, here are its bytes.</summary>
    void Refuse(string? name, FieldProblem problem, ReadOnlySpan<byte> bytes);
}

/// <summary>Reads one name or value of a form: <c>+</c> is a space, <c>%HH</c> a byte, and the bytes are UTF-8.</summary>
internal static class FormUnescape
{
    /// <summary>What is wrong, or null.</summary>
    /// <param name="escaped">The text, escaped.</param>
    /// <param name="space">Room for as many bytes. It may be where the escaped text is.</param>
    /// <param name="bytes">The bytes that were read: none where an escape is malformed, and no UTF-8 where that is what is wrong.</param>
    internal static FieldProblem? Read(ReadOnlySpan<byte> escaped, Span<byte> space, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
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

            space[length++] = b;
        }

        bytes = space[..length];
        return Utf8.IsValid(bytes) ? null : FieldProblem.InvalidUtf8;
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out byte value) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
        && digits[1] != 0; // TryParse overlooks a NUL at the end.
}
