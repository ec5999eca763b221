namespace PodioOAuth.Functional;

/// <summary>Specifies what a field's value may consist of.</summary>
internal enum TextRule
{
    /// <summary>1*VSCHAR: U+0020 to U+007E (RFC 6749 appendix A).</summary>
    VsChar,

    /// <summary>1*UNICODECHARNOCRLF (RFC 6749 appendix A): TAB, U+0020 to U+007E, and U+0080 and above, except surrogates, U+FFFE and
    /// U+FFFF.</summary>
    UnicodeNoCrLf,

    /// <summary>Any text that UTF-8 can represent: everything but lone surrogates. For values that a server returns unchanged (RFC 6749
    /// §4.1.2).</summary>
    AnyUnicode,

    /// <summary>An RFC 3986 URI with a scheme and without a fragment (RFC 6749 §3.1.2).</summary>
    RedirectUri,

    /// <summary>A positive integer.</summary>
    PositiveNumber,
}
