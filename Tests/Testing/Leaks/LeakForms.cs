namespace PodioOAuth.Functional;

/// <summary>How a leaked secret was written. Several together: one within another, such as base64 of an escaped form.</summary>
[Flags]
public enum LeakForms
{
    /// <summary>As it is, in either case of letters.</summary>
    Plain = 0,

    /// <summary>With characters as <c>%HH</c>, in either case of hex, a blank as <c>+</c> or <c>%20</c>, needless escapes
    /// included.</summary>
    UrlEscaped = 1,

    /// <summary>With characters as in a JSON text: <c>\u0026</c> in either case, <c>\"</c>, <c>\/</c>, all of them or only some.</summary>
    JsonEscaped = 2,

    /// <summary>In base64 of either alphabet, at any of the three alignments, alone or amid other bytes.</summary>
    Base64 = 4,

    /// <summary>As UTF-16 of either byte order, in bytes or in a text that was read from such bytes.</summary>
    Utf16 = 8,

    /// <summary>As hex digits of its bytes, in either case, with or without something between the bytes.</summary>
    Hex = 16,

    /// <summary>With characters as entities of HTML or XML: <c>&amp;amp;</c>, <c>&amp;#39;</c>, <c>&amp;#x27;</c>, all of them or only
    /// some; or in CDATA that was ended and begun again amid it.</summary>
    HtmlEscaped = 32,
}
