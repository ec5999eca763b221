namespace PodioOAuth.Functional;

/// <summary>What the authorize step hands back: the <c>response_type</c> (RFC 6749 §3.1.1, PODIO 1.8).</summary>
public enum AuthorizationResponseType
{
    /// <summary><c>code</c>: a code in the query, to be exchanged for a token by a server (RFC 6749 §4.1, PODIO 1.10).</summary>
    Code = 0,

    /// <summary><c>token</c>: a token in the fragment, for a page without a server (RFC 6749 §4.2, PODIO 1.11).</summary>
    Token,
}
