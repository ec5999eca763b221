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
        var nameProblem = FormUnescape.TryRead(equals < 0 ? pair : pair[..equals], out var name);
        var valueProblem = FormUnescape.TryRead(equals < 0 ? [] : pair[(equals + 1)..], out var value);
        if ((nameProblem ?? valueProblem) is { } problem)
        {
            fields.Refuse(nameProblem is null ? name : null, problem, mended: value);
            return;
        }

        fields.Take(name, value);
    }
}

/// <summary>Takes the pairs of a form one by one.</summary>
internal interface IFormPairs
{
    void Take(string name, string value);

    /// <summary>A pair of which the name (then it is null) or the value cannot be read. Where the value is not UTF-8, there is a mended
    /// one.</summary>
    void Refuse(string? name, FieldProblem problem, string mended);
}

/// <summary>Reads one name or value of a form: <c>+</c> is a space, <c>%HH</c> a byte, and the bytes are UTF-8.</summary>
internal static class FormUnescape
{
    /// <summary>Reads the text; what is wrong with it, or null. What is not UTF-8 is mended.</summary>
    internal static FieldProblem? TryRead(ReadOnlySpan<byte> escaped, out string text)
    {
        text = "";
        var bytes = escaped.Length <= 256 ? stackalloc byte[escaped.Length] : new byte[escaped.Length];
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

        text = Encoding.UTF8.GetString(bytes[..length]);
        return Utf8.IsValid(bytes[..length]) ? null : FieldProblem.InvalidUtf8;
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out byte value) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
        && digits[1] != 0; // TryParse overlooks a NUL at the end.
}
