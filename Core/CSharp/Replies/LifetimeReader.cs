using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>Reads <c>expires_in</c>: seconds as a number or a numeric text (PODIO 3.4), rounded down, clamped to 100 years either way (PODIO 7.11).</summary>
internal static class LifetimeReader
{
    private const long SecondsPerCentury = 36525L * 24 * 60 * 60;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("+-.0123456789Ee"u8);

    internal static MalformedReplyProblem? Read(ref Utf8JsonReader reader, out TimeSpan? lifetime)
    {
        lifetime = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number:
                return Read(reader.ValueSpan, out lifetime);
            case JsonTokenType.String when JsonText.TryRead(reader, out var text):
                return Read(text, out lifetime);
            default:
                return MalformedReplyProblem.WrongType;
        }
    }

    /// <summary>Reads a text: that of a JSON string, or of a callback, where all is text (PODIO 1.11).</summary>
    internal static MalformedReplyProblem? Read(string text, out TimeSpan? lifetime) =>
        Read(Encoding.UTF8.GetBytes(text.Trim(' ')), out lifetime);

    private static MalformedReplyProblem? Read(ReadOnlySpan<byte> number, out TimeSpan? lifetime)
    {
        lifetime = null;
        if (Utf8Parser.TryParse(number, out long whole, out var read) && read == number.Length)
        {
            lifetime = TimeSpan.FromSeconds(Math.Clamp(whole, -SecondsPerCentury, SecondsPerCentury));
            return null;
        }

        if (number.ContainsAnyExcept(NumberBytes)
            || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return MalformedReplyProblem.InvalidNumber;
        }

        lifetime = TimeSpan.FromSeconds((long)Math.Floor(Math.Clamp(seconds, -SecondsPerCentury, SecondsPerCentury)));
        return null;
    }
}
