namespace PodioOAuth.Functional;

/// <summary>What is wrong with one field of a request, or one parameter of a callback.</summary>
public enum FieldProblem
{
    /// <summary>The field is not there (null, or not sent).</summary>
    Missing = 0,

    /// <summary>The field is there without a value.</summary>
    Empty,

    /// <summary>The field has more than 16,384 bytes of UTF-8, the body more than 1 MiB, the callback more than 64 KiB, or the
    /// <c>Authorization</c> header more than two such fields take.</summary>
    TooLong,

    /// <summary>A character outside the field's production in RFC 6749 appendix A, a lone surrogate included; in the address of a
    /// <see cref="PodioEndpoint"/> a backslash, an invisible character, or one that a resolver maps to another.</summary>
    InvalidCharacter,

    /// <summary>A number that is not positive or too large, or a value outside its enumeration.</summary>
    OutOfRange,

    /// <summary>A URI without a scheme: relative, or none at all.</summary>
    NotAbsolute,

    /// <summary>A redirect URI with a fragment (RFC 6749 §3.1.2).</summary>
    HasFragment,

    /// <summary>A <c>%</c> without two hex digits after it.</summary>
    MalformedEscape,

    /// <summary>Bytes that are not UTF-8, or an escaped lone surrogate.</summary>
    InvalidUtf8,

    /// <summary>The field was sent more than once (RFC 6749 §3.2; PODIO 1.12).</summary>
    Duplicate,

    /// <summary>A JSON value of the wrong type.</summary>
    WrongType,

    /// <summary>A grant type that is none of Podio's four (PODIO 2.1).</summary>
    UnknownGrantType,

    /// <summary>A path, method, content type or authorization header that the endpoint does not take.</summary>
    Unsupported,

    /// <summary>The body or the header cannot be read: not a JSON object, nested too deep, not base64.</summary>
    Malformed,

    /// <summary>Client credentials both in the body and in the <c>Authorization</c> header (RFC 6749 §2.3), or a one-time code and a
    /// recovery code at once.</summary>
    SentTwice,

    /// <summary>Plain http to a host that is not loopback, or an address that carries user information, query or fragment.</summary>
    Insecure,

    /// <summary>A scope that Podio does not have (PODIO 2.14).</summary>
    UnknownScope,

    /// <summary>A permission that Podio does not have (PODIO 2.14).</summary>
    UnknownPermission,

    /// <summary>Answers that exclude each other: a code beside an error, or parameters in both query and fragment.</summary>
    Contradictory,

    /// <summary>A token in a query, or a code in a fragment (PODIO 1.10, 1.11).</summary>
    Misplaced,

    /// <summary>A redirect URI whose own query holds a parameter that Podio's answer may hold (PODIO 1.10, 1.11): the answer would have it
    /// twice (PODIO 1.12).</summary>
    Reserved,

    /// <summary>A rule of the caller's own (never used by the library).</summary>
    Custom,
}
