namespace PodioOAuth.Functional;

/// <summary>Specifies how a leaked secret was written. Combined values mean one form within another, such as base64 of an escaped
/// form.</summary>
[Flags]
public enum LeakForms
{
    /// <summary>Unchanged, in upper or lower case.</summary>
    Plain = 0,

    /// <summary>With characters as <c>%HH</c>, hexadecimal digits in either case, a space as <c>+</c> or <c>%20</c>, including unnecessary
    /// escapes.</summary>
    UrlEscaped = 1,

    /// <summary>With characters as in a JSON string: <c>\u0026</c> in either case, <c>\"</c>, <c>\/</c>, all of them or only
    /// some.</summary>
    JsonEscaped = 2,

    /// <summary>In base64 of either alphabet, at any of the three alignments, alone or within other bytes.</summary>
    Base64 = 4,

    /// <summary>As UTF-16 in either byte order, in bytes or in a text that was read from such bytes.</summary>
    Utf16 = 8,

    /// <summary>As hexadecimal digits of its bytes, in either case, with or without separators.</summary>
    Hex = 16,

    /// <summary>With characters as HTML or XML entities: <c>&amp;amp;</c>, <c>&amp;#39;</c>, <c>&amp;#x27;</c>, all of them or only some;
    /// or in CDATA that is interrupted within it.</summary>
    HtmlEscaped = 32,
}
