using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>The positions of a text that a stand-in changes, each with its alphabet.</summary>
/// <remarks>Letters and digits share one alphabet, made of the kinds that the text contains (digits, a to f, g to z, and the capitals), so
/// that hexadecimal text stays hexadecimal. Any other character is replaced by one of the same length in UTF-8 and in a form.</remarks>
internal sealed class TextShape
{
    private readonly string _text;
    private readonly LetterKinds _kinds;
    private readonly int[] _places;
    private readonly Alphabet[] _alphabets;

    internal TextShape(string text)
    {
        (_text, _kinds) = (text, KindsOf(text));
        var letters = Alphabet.OfLetters(_kinds);
        List<int> places = [];
        List<Alphabet> alphabets = [];
        for (var i = 0; i < text.Length; i++)
        {
            if ((char.IsAsciiLetterOrDigit(text[i]) ? letters : Alphabet.Of(CodeAt(i))) is { } alphabet)
            {
                places.Add(i);
                alphabets.Add(alphabet);
            }

            i += IsPair(i) ? 1 : 0;
        }

        (_places, _alphabets) = ([.. places], [.. alphabets]);
        Radices = Array.ConvertAll(_alphabets, alphabet => alphabet.Count);
    }

    /// <summary>The number of characters in the alphabet of each position.</summary>
    internal int[] Radices { get; }

    /// <summary>The index of the text's own character at each position, in a new array.</summary>
    internal int[] Values => [.. _places.Select((place, i) => _alphabets[i].IndexOf(CodeAt(place)))];

    internal string Write(ReadOnlySpan<int> values)
    {
        var text = _text.ToCharArray();
        for (var i = 0; i < values.Length; i++)
        {
            var code = _alphabets[i][values[i]];
            if (code <= char.MaxValue)
            {
                text[_places[i]] = (char)code;
            }
            else
            {
                new Rune(code).EncodeToUtf16(text.AsSpan(_places[i]));
            }
        }

        return new string(text);
    }

    /// <summary>Whether a text contains exactly the same kinds of letters and digits.</summary>
    internal bool Fits(string candidate) => KindsOf(candidate) == _kinds;

    private bool IsPair(int index) => index + 1 < _text.Length && char.IsSurrogatePair(_text[index], _text[index + 1]);

    private int CodeAt(int index) => IsPair(index) ? char.ConvertToUtf32(_text[index], _text[index + 1]) : _text[index];

    private static LetterKinds KindsOf(string text) => text.Aggregate(LetterKinds.None, (kinds, unit) => kinds | KindOf(unit));

    private static LetterKinds KindOf(char unit) => unit switch
    {
        >= '0' and <= '9' => LetterKinds.Digits,
        >= 'a' and <= 'f' => LetterKinds.SmallHex,
        >= 'g' and <= 'z' => LetterKinds.Small,
        >= 'A' and <= 'F' => LetterKinds.CapitalHex,
        >= 'G' and <= 'Z' => LetterKinds.Capital,
        _ => LetterKinds.None,
    };
}

/// <summary>The kinds of letters and digits that a text contains.</summary>
[Flags]
internal enum LetterKinds
{
    None = 0,
    Digits = 1,
    SmallHex = 2,
    Small = 4,
    CapitalHex = 8,
    Capital = 16,
}

/// <summary>Characters that may replace each other.</summary>
internal sealed class Alphabet
{
    // Only some form encoders escape "*" and "~", and only some JSON writers escape "/": no other character is equivalent.
    private static readonly Alphabet[] Marks = [new("-._"), new("\"\\"), new("!#$%&'()+,:;<=>?@[]^`{|}")];

    private static readonly Lazy<Alphabet> Letters2 = Range(0xA0, 0x7FF, char.IsLetter);
    private static readonly Lazy<Alphabet> Signs2 = Range(0xA0, 0x7FF, IsSign);
    private static readonly Lazy<Alphabet> Letters3 = Range(0x800, 0xFFFC, char.IsLetter);
    private static readonly Lazy<Alphabet> Signs3 = Range(0x800, 0xFFFC, IsSign);
    private static readonly Lazy<Alphabet> Pairs = new(() => new Alphabet([.. Enumerable.Range(0x10000, 0x20000)]));

    private readonly int[] _codes; // Sorted.

    private Alphabet(int[] codes) => _codes = codes;

    private Alphabet(string characters) => _codes = [.. characters.Select(unit => (int)unit).Order()];

    internal int Count => _codes.Length;

    internal int this[int index] => _codes[index];

    internal int IndexOf(int code) => Array.BinarySearch(_codes, code);

    internal static Alphabet OfLetters(LetterKinds kinds) => new(string.Concat(
        kinds.HasFlag(LetterKinds.Digits) ? "0123456789" : "",
        kinds.HasFlag(LetterKinds.SmallHex) ? "abcdef" : "",
        kinds.HasFlag(LetterKinds.Small) ? "ghijklmnopqrstuvwxyz" : "")
        + string.Concat(
            kinds.HasFlag(LetterKinds.CapitalHex) ? "ABCDEF" : "", kinds.HasFlag(LetterKinds.Capital) ? "GHIJKLMNOPQRSTUVWXYZ" : ""));

    /// <summary>Returns the alphabet of a character that is neither an ASCII letter nor a digit; null if the character is kept.</summary>
    internal static Alphabet? Of(int code) => code switch
    {
        < 0x80 => Array.Find(Marks, marks => marks.IndexOf(code) >= 0),
        >= 0x10000 => code < 0x30000 ? Pairs.Value : null,
        _ => char.IsLetter((char)code) ? (code < 0x800 ? Letters2 : Letters3).Value
            : code <= 0xFFFC && IsSign((char)code) ? (code < 0x800 ? Signs2 : Signs3).Value
            : null,
    };

    private static Lazy<Alphabet> Range(int first, int last, Func<char, bool> isIn) =>
        new(() => new Alphabet([.. Enumerable.Range(first, last - first + 1).Where(code => isIn((char)code))]));

    // Marks, numbers, punctuation and symbols, which no JSON writer escapes.
    private static bool IsSign(char unit) => char.IsPunctuation(unit) || char.IsSymbol(unit) || char.IsNumber(unit)
        || char.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark;
}
