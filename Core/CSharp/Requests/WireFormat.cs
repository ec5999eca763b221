namespace PodioOAuth.Functional;

/// <summary>How a request is written. Each format has its own endpoint, and each endpoint takes only its own format (PODIO 1.2, 1.3).</summary>
public enum WireFormat
{
    /// <summary><c>application/x-www-form-urlencoded</c> to <c>POST /oauth/token</c> (RFC 6749 appendix B). The default.</summary>
    Form = 0,

    /// <summary>A JSON object to <c>POST /oauth/token/v2</c>.</summary>
    Json = 1,
}
