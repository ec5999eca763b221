using System.Buffers;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional.Serving;

/// <summary>One pass over a body that begins like JSON. Names are kept, and decide how their values are redacted.</summary>
internal sealed partial class RedactedJson(ReadOnlyMemory<byte> body, Redactor redactor)
{
    private const int MostDigitsOfName = 4;

    private readonly ArrayBufferWriter<byte> _writer = new(body.Length + 1);
    private readonly Stack<Member> _around = new();
    private Member _member = new(Name: null, IsSecret: false, IsInObject: false);
    private bool _isValueNext = true;
    private int _at;

    private ReadOnlySpan<byte> Rest => body.Span[_at..];

    internal byte[] Write()
    {
        while (_at < body.Length)
        {
            switch (body.Span[_at])
            {
                case (byte)'"':
                    TakeString();
                    break;
                case (byte)'{' or (byte)'[':
                    _around.Push(_member);
                    _member = _member with { IsInObject = body.Span[_at] == '{' };
                    _isValueNext = !_member.IsInObject;
                    Copy(1);
                    break;
                case (byte)'}' or (byte)']':
                    _member = _around.TryPop(out var outer) ? outer : _member;
                    Copy(1);
                    break;
                case (byte)',':
                    _isValueNext = !_member.IsInObject;
                    Copy(1);
                    break;
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                    Take("+-.0123456789eE"u8, text => _member.IsLifetime ? text
                        : _member.IsSecret || _member.IsId ? redactor.Number(text)
                        : redactor.Text(text));
                    break;
                case var other when char.IsAsciiLetter((char)other) || other >= 0x80:
                    TakeWord();
                    break;
                default:
                    Copy(1);
                    break;
            }
        }

        return _writer.WrittenSpan.ToArray();
    }

    private void TakeString()
    {
        var length = 1;
        while (length < Rest.Length && Rest[length] != '"')
        {
            length += Rest[length] == '\\' && length + 1 < Rest.Length ? 2 : 1;
        }

        var raw = Rest[1..length];
        var text = RawText.Read(raw, isJson: true);
        var isName = !_isValueNext && Rest[Math.Min(length + 1, Rest.Length)..].TrimStart(" \t\r\n"u8) is [(byte)':', ..];
        if (isName)
        {
            _member = Member.Of(text, _member.IsInObject, _around.TryPeek(out var outer) && outer.IsSecret);
        }

        _isValueNext = isName;
        Copy(1);
        var redacted = isName ? NameOf(text)
            : _member.IsSecret ? redactor.Secret(text)
            : _member.IsId ? redactor.Id(text)
            : _member.IsLifetime && LooseNumber().IsMatch(text) ? text
            : redactor.Text(text);
        RawText.Write(raw, redacted, isJson: true, _writer);
        _at += raw.Length;
        Copy(Math.Min(1, Rest.Length));
    }

    // Outside quotes are literals, or, in a body that isn't JSON, anything. A parser reads a literal, whatever follows it.
    private void TakeWord()
    {
        var length = 1;
        while (length < Rest.Length && (char.IsAsciiLetterOrDigit((char)Rest[length]) || Rest[length] is >= 0x80 or (byte)' '))
        {
            length++;
        }

        var literal = redactor.Quotes(RawText.Read(Rest[..length], isJson: false)) ? 0 : RedactedBody.LengthOfLiteral(Rest);
        Copy(literal);
        Take(length - literal, redactor.Text);
    }

    private void Take(ReadOnlySpan<byte> characters, Func<string, string> redact)
    {
        var end = Rest.IndexOfAnyExcept(characters);
        Take(end < 0 ? Rest.Length : end, redact);
    }

    private void Take(int length, Func<string, string> redact)
    {
        var raw = Rest[..length];
        RawText.Write(raw, redact(RawText.Read(raw, isJson: false)), isJson: false, _writer);
        _at += length;
    }

    private void Copy(int length)
    {
        _writer.Write(Rest[..length]);
        _at += length;
    }

    private string NameOf(string name) =>
        PlainName().IsMatch(name) && name.Count(char.IsAsciiDigit) <= MostDigitsOfName && !redactor.Quotes(name)
            ? name
            : redactor.Text(name);

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{0,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\A\s*[-+.0-9eE]{0,32}\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LooseNumber();

    /// <summary>The member whose value comes next, or the enclosing one.</summary>
    private readonly partial record struct Member(string? Name, bool IsSecret, bool IsInObject)
    {
        internal bool IsId => Name is not null && IdName().IsMatch(Name);

        internal bool IsLifetime => Name == FieldNames.ExpiresIn;

        internal static Member Of(string name, bool isInObject, bool isAroundSecret) =>
            new(name, isAroundSecret || (name != FieldNames.TokenType && SecretName().IsMatch(name)), isInObject);

        [GeneratedRegex(
            "token|secret|passw|nonce|cookie|session|recovery|mail|phone|(?:^|_)(?:code|otp|key|jwt|user_?name|name|client_id|state)$",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
        private static partial Regex SecretName();

        [GeneratedRegex("(?:^|_)id$|Id$", RegexOptions.CultureInvariant)]
        private static partial Regex IdName();
    }
}
