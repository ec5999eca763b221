namespace PodioOAuth.Functional;

// Handle : PodioState × ReceivedRequest × instant × Entropy → PodioStep      total: any request, any bytes

/// <summary>Podio's authorization server as a pure function. It is made after public descriptions of Podio; it is not Podio.</summary>
/// <remarks>
/// <para>Replies have Podio's shape, statuses and codes (PODIO 3.1, 4.1 to 4.7); where nobody recorded what Podio does, RFC 6749 decides.
/// <c>POST /oauth/token</c> takes a form and <c>POST /oauth/token/v2</c> a JSON object (PODIO 1.2); all else is a 404 (PODIO 4.7).</para>
/// <para>Stricter than Podio on purpose, so that mistakes show: a parameter sent twice is refused (PODIO 1.12), a redirect URI has to be
/// repeated byte for byte (RFC 6749 §4.1.3), and a code that comes again ends the tokens it was exchanged for (RFC 6749 §4.1.2).</para>
/// <para>A refused request changes nothing, but for that one: a code that comes again.</para>
/// </remarks>
public static class PodioServer
{
    /// <summary>The reply to a request, and the state after it. Deterministic; throws for no request.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="request">What was received. A query is neither read nor echoed.</param>
    /// <param name="now">The instant of the request: the machine has no clock.</param>
    /// <param name="entropy">Fresh randomness for this step.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PodioStep Handle(PodioState state, ReceivedRequest request, DateTimeOffset now, Entropy entropy)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(entropy);
        var call = new Call(request, now, entropy);
        return (request.Method, request.Path) switch
        {
            ("POST", TokenOperation.FormPath or TokenOperation.JsonPath) => TokenOperation.Run(state, call),
            _ => call.Refuse(state, Refusal.NoSuchOperation), // An operation is a method and a path: a GET is no 405 (PODIO 1.7).
        };
    }
}
