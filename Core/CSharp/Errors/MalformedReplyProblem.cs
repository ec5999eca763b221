namespace PodioOAuth.Functional;

/// <summary>What is wrong with a reply that could not be understood.</summary>
public enum MalformedReplyProblem
{
    /// <summary>There is no body, or only white space.</summary>
    Empty = 0,

    /// <summary>The body is not JSON.</summary>
    NotJson,

    /// <summary>The body is a page: a proxy, a gateway or a captive portal answered, not Podio.</summary>
    Html,

    /// <summary>The JSON ends early.</summary>
    Truncated,

    /// <summary>There is more after the JSON object.</summary>
    TrailingData,

    /// <summary>The body is JSON but not an object.</summary>
    NotAnObject,

    /// <summary>The body is not UTF-8, or a needed text holds half a surrogate pair.</summary>
    NotUtf8,

    /// <summary>Nested deeper than 64.</summary>
    TooDeep,

    /// <summary>Larger than 1 MiB, or than the bound of the transport.</summary>
    TooLarge,

    /// <summary>A needed member is missing.</summary>
    Missing,

    /// <summary>A member has a value of the wrong type.</summary>
    WrongType,

    /// <summary>A token that is empty or holds a character outside VSCHAR (RFC 6749 A.12, A.17): it could split a header.</summary>
    InvalidCharacter,

    /// <summary>A number that cannot be read.</summary>
    InvalidNumber,

    /// <summary>A known member stands twice.</summary>
    Duplicate,

    /// <summary>A token type other than <c>bearer</c>.</summary>
    UnsupportedTokenType,

    /// <summary>Both an error and a token.</summary>
    Contradictory,

    /// <summary>A redirect. It is never followed with credentials.</summary>
    Redirect,
}
