namespace PodioOAuth.Functional;

/// <summary>Specifies what is wrong with a field of a request or a parameter of a callback.</summary>
public enum FieldProblem
{
    /// <summary>The field is missing (null, or not sent).</summary>
    Missing = 0,

    /// <summary>The field has no value.</summary>
    Empty,

    /// <summary>The field exceeds 16,384 bytes of UTF-8, the body 1 MiB, the callback 64 KiB, or the <c>Authorization</c> header the size
    /// of two such fields.</summary>
    TooLong,

    /// <summary>The field contains a character outside its production in RFC 6749 appendix A, including a lone surrogate. In the address of
    /// a <see cref="PodioEndpoint"/>: a backslash, an invisible character, or a character that a resolver maps to another.</summary>
    InvalidCharacter,

    /// <summary>The number isn't positive or is too large, or the value isn't defined by its enumeration.</summary>
    OutOfRange,

    /// <summary>The URI has no scheme: it is relative or not a URI at all.</summary>
    NotAbsolute,

    /// <summary>The redirect URI has a fragment (RFC 6749 §3.1.2).</summary>
    HasFragment,

    /// <summary>A <c>%</c> isn't followed by two hexadecimal digits.</summary>
    MalformedEscape,

    /// <summary>The bytes aren't valid UTF-8, or an escaped surrogate has no partner.</summary>
    InvalidUtf8,

    /// <summary>The field was sent more than once (RFC 6749 §3.2; PODIO 1.12).</summary>
    Duplicate,

    /// <summary>The JSON value has the wrong type.</summary>
    WrongType,

    /// <summary>The grant type isn't one of Podio's four (PODIO 2.1).</summary>
    UnknownGrantType,

    /// <summary>The endpoint doesn't support the path, method, content type or authorization header.</summary>
    Unsupported,

    /// <summary>The body or the header can't be read: it isn't a JSON object, is nested too deeply, or isn't base64.</summary>
    Malformed,

    /// <summary>Client credentials are in both the body and the <c>Authorization</c> header (RFC 6749 §2.3), or both a one-time code and a
    /// recovery code were sent.</summary>
    SentTwice,

    /// <summary>The address uses plain http to a host that isn't loopback, or has user information, a query or a fragment.</summary>
    Insecure,

    /// <summary>The scope isn't one of Podio's (PODIO 2.14).</summary>
    UnknownScope,

    /// <summary>The permission isn't one of Podio's (PODIO 2.14).</summary>
    UnknownPermission,

    /// <summary>The results exclude each other: a code together with an error, or parameters in both query and fragment.</summary>
    Contradictory,

    /// <summary>A token is in the query, or a code in the fragment (PODIO 1.10, 1.11).</summary>
    Misplaced,

    /// <summary>The redirect URI's own query has a parameter that Podio's callback may use (PODIO 1.10, 1.11): the callback would contain
    /// it twice (PODIO 1.12).</summary>
    Reserved,

    /// <summary>A rule of your own was broken. The library never uses this value.</summary>
    Custom,
}
