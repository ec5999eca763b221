namespace PodioOAuth.Functional;

/// <summary>What a field's value may be made of.</summary>
internal enum TextRule
{
    /// <summary>1*VSCHAR: U+0020 to U+007E (RFC 6749 appendix A).</summary>
    VsChar,

    /// <summary>1*UNICODECHARNOCRLF (RFC 6749 appendix A): TAB, U+0020 to U+007E, and all from U+0080 on but surrogates, U+FFFE and U+FFFF.</summary>
    UnicodeNoCrLf,

    /// <summary>Any text that has a form in UTF-8: all but lone surrogates. For what a server sends back as it came (RFC 6749 §4.1.2).</summary>
    AnyUnicode,

    /// <summary>A URI by RFC 3986 with a scheme and without a fragment (RFC 6749 §3.1.2).</summary>
    RedirectUri,

    /// <summary>A whole number from 1 up.</summary>
    PositiveNumber,
}
