using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>The one pass over a request: checks every field, and writes it as application/x-www-form-urlencoded (RFC 6749 appendix B) or as
/// a JSON object. A body with errors is not used.</summary>
internal ref struct BodyWriter : IFieldSink
{
    /// <summary>The space that a caller provides. Most bodies fit, so that nothing but the body itself is allocated.</summary>
    internal const int UsualLength = 512;

    /// <summary>The longest text field, in bytes of UTF-8.</summary>
    internal const int LongestField = 16 * 1024;

    private const int LongestNumber = 20;

    private readonly WireFormat _format;
    private Span<byte> _space;
    private int _length;

    internal BodyWriter(WireFormat format, Span<byte> space)
    {
        _format = format;
        _space = space;
    }

    internal List<FieldError>? Errors { get; private set; }

    internal void GrantType(GrantKind kind) => Append(kind.TextIn(_format));

    public void Optional(Field field, string? text)
    {
        if (text is not null)
        {
            Text(field, text);
        }
    }

    public void Secret(Field field, Secret? secret) => Text(field, secret?.Reveal());

    public void Text(Field field, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            Add(FieldErrors.Absent(field.Name, isNull: text is null));
            return;
        }

        // Text that needs no escaping satisfies every rule except the one for redirect URIs.
        var isPlain = text.Length <= LongestField && (_format == WireFormat.Json ? JsonValue.IsPlain(text) : FormText.IsPlain(text));
        if ((!isPlain || field.Rule == TextRule.RedirectUri) && TextProblem.Find(text, field.Rule) is { } problem)
        {
            Add(FieldErrors.Bad(field.Name, problem.Problem, problem.Index));
            return;
        }

        Append(field.TextIn(_format));
        if (isPlain)
        {
            Ascii.FromUtf16(text, Reserve(text.Length), out var written);
            _length += written;
        }
        else if (_format == WireFormat.Json)
        {
            Append(JsonValue.Escape(text));
        }
        else
        {
            AppendEscaped(text);
        }

        if (_format == WireFormat.Json)
        {
            Append("\""u8);
        }
    }

    public void Number(Field field, long number)
    {
        if (number <= 0)
        {
            Add(FieldErrors.Bad(field.Name, FieldProblem.OutOfRange));
            return;
        }

        var name = field.TextIn(_format);
        Append(_format == WireFormat.Json ? name[..^1] : name); // A JSON number isn't quoted.
        Utf8Formatter.TryFormat(number, Reserve(LongestNumber), out var written);
        _length += written;
    }

    internal void Add(FieldError error) => (Errors ??= []).Add(error);

    /// <summary>Returns the body: the fields without what separates the first one from nothing.</summary>
    internal byte[] ToBytes()
    {
        if (_format != WireFormat.Json)
        {
            return _space[1.._length].ToArray();
        }

        Append("}"u8);
        _space[0] = (byte)'{';
        return _space[.._length].ToArray();
    }

    private void Append(scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        _length += text.Length;
    }

    private void AppendEscaped(ReadOnlySpan<char> text)
    {
        var rest = text[FormText.WriteAscii(text, Reserve(FormText.SpaceFor(text.Length, isAscii: true)), out var written)..];
        _length += written;
        if (!rest.IsEmpty)
        {
            _length += FormText.Write(rest, Reserve(FormText.SpaceFor(rest.Length, isAscii: false)));
        }
    }

    private Span<byte> Reserve(int length)
    {
        if (_space.Length - _length < length)
        {
            Grow(length);
        }

        return _space[_length..];
    }

    private void Grow(int length)
    {
        var larger = new byte[Math.Max(2 * _space.Length, _length + length)];
        _space[.._length].CopyTo(larger);
        _space = larger;
    }
}

/// <summary>The text of a JSON string between its quotes.</summary>
internal static class JsonValue
{
    // "Unsafe" refers to text embedded in a page. This text is a body of its own, and stays readable.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    // Printable ASCII except the two characters that every JSON writer escapes.
    private static readonly SearchValues<char> Unescaped = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(character => character is not ('"' or '\\'))]);

    /// <summary>Returns whether a string contains the text unescaped.</summary>
    internal static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(Unescaped);

    internal static ReadOnlySpan<byte> Escape(string text) => JsonEncodedText.Encode(text, Encoder).EncodedUtf8Bytes;
}
