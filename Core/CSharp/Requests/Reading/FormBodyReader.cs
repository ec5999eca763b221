using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PodioOAuth.Functional;

/// <summary>Reads application/x-www-form-urlencoded (RFC 6749 appendix B): pairs separated by <c>&amp;</c>, strict about escapes and
/// UTF-8.</summary>
internal static class FormBodyReader
{
    internal static void Read(ReadOnlySpan<byte> body, IFormPairs fields)
    {
        var space = new byte[body.Length]; // Unescaping never makes a text longer.
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

/// <summary>Receives the pairs of a form one by one.</summary>
internal interface IFormPairs
{
    /// <summary>Returns the name that these bytes represent if it is a known one. No string is created for any other name, nor for its
    /// value.</summary>
    string? NameOf(ReadOnlySpan<byte> utf8);

    /// <summary>Receives a pair with a known name.</summary>
    void Take(string name, string value);

    /// <summary>Receives a pair whose name or value can't be read. The name is null if it is unreadable or unknown. If the value isn't
    /// valid UTF-8, its bytes are passed.</summary>
    void Refuse(string? name, FieldProblem problem, ReadOnlySpan<byte> bytes);
}

/// <summary>Reads one name or value of a form: <c>+</c> is a space, <c>%HH</c> a byte, and the bytes are UTF-8.</summary>
internal static class FormUnescape
{
    /// <summary>Returns the problem, or null.</summary>
    /// <param name="escaped">The text, escaped.</param>
    /// <param name="space">A buffer of at least the same length. It may be the escaped text's own.</param>
    /// <param name="bytes">The bytes that were read: none if an escape is malformed, and invalid UTF-8 if that is the problem.</param>
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
        && digits[1] != 0; // TryParse ignores a trailing NUL.
}
