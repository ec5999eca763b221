namespace PodioOAuth.Functional.Serving;

// Handle : PodioState × ReceivedRequest × instant × Entropy → PodioStep      total: any request, any bytes

/// <summary>Podio's authorization server as a pure function. It is made after public descriptions of Podio; it is not Podio.</summary>
/// <remarks>
/// <para>Replies have Podio's shape, statuses and codes (PODIO 3.1, 3.8, 4.1 to 4.13); where nobody recorded what Podio does, RFC 6749
/// decides. Its operations:</para>
/// <list type="table">
/// <item><term><c>POST /oauth/token</c></term><description>takes a form (PODIO 1.2)</description></item>
/// <item><term><c>POST /oauth/token/v2</c></term><description>takes a JSON object (PODIO 1.2)</description></item>
/// <item><term><c>POST /mfa/verify</c></term><description>answers a second-factor challenge (PODIO 3.8)</description></item>
/// <item><term><c>GET /oauth/authorize</c></term><description>sends a user back with a code or a token (PODIO 1.7 to 1.11); what the user
/// does is <see cref="PodioState.WithConsent"/></description></item>
/// <item><term><c>GET /oauth/scope</c></term><description>what a token may touch (PODIO 1.14)</description></item>
/// <item><term><c>POST /oauth/grant/invalidate</c></term><description>ends the grant of a token (PODIO 1.14)</description></item>
/// <item><term><c>GET /user/status</c></term><description>whose token it is: a mail address, and a name that is made up from
/// it</description></item>
/// <item><term><c>/echo</c></term><description>any method: says whose the token is and what came with it; Podio has no such
/// operation</description></item>
/// </list>
/// <para>All else is a 404 (PODIO 4.7). The last four want <c>Authorization: OAuth2 …</c> (PODIO 5.1).</para>
/// <para>Stricter than Podio on purpose, so that mistakes show: a parameter sent twice is refused (PODIO 1.12), a redirect URI has to be
/// repeated byte for byte (RFC 6749 §4.1.3), a code that comes again ends the tokens it was exchanged for (RFC 6749 §4.1.2), and a token by
/// <c>Bearer</c> is no token.</para>
/// <para>A refused request changes nothing, but for that code that comes again, for a limiter that counts
/// (<see cref="PodioSettings.TokenRequestLimit"/>) and for a fault that is spent.</para>
/// </remarks>
public static class PodioServer
{
    /// <summary>The reply to a request, and the state after it. Deterministic; throws for no request.</summary>
    /// <param name="state">The state before. If it has a fault armed for this request, the fault is spent and decides.</param>
    /// <param name="request">What was received. Its query is read by the authorize operation alone, and never echoed.</param>
    /// <param name="now">The instant of the request: the machine has no clock.</param>
    /// <param name="entropy">Fresh randomness for this step.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PodioStep Handle(PodioState state, ReceivedRequest request, DateTimeOffset now, Entropy entropy)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(entropy);
        var call = new Call(request, now, entropy);
        var (fault, rest) = state.Faults.Take(request);
        return fault is null ? Run(state, call) : Meet(fault, state with { Faults = rest }, call);
    }

    // The fault stands in the step where who brings the reply has to act.
    private static PodioStep Meet(Fault fault, PodioState state, Call call) => fault.Match(
        refuse: refused => call.TurnAway(state, GatewayReply.BadGateway) with { Fault = refused },
        cut: broken => (broken.IsCarriedOut ? Run(state, call) : call.TurnAway(state, GatewayReply.BadGateway)) with { Fault = broken },
        delay: late => Run(state, call) with { Fault = late },
        reject: rejected => call.Refuse(state, Refusal.OnRequest(rejected)),
        rateLimit: limited => call.Refuse(state, Refusal.RateLimited(limited.Wait)),
        unavailable: down => call.TurnAway(state, GatewayReply.Unavailable(down)),
        reply: any => call.TurnAway(state, any.Content));

    private static PodioStep Run(PodioState state, Call call) => (call.Request.Method, call.Request.RevealPath()) switch
    {
        ("POST", TokenOperation.FormPath or TokenOperation.JsonPath) => TokenOperation.Run(state, call),
        ("POST", ChallengeOperation.Path) => ChallengeOperation.Run(state, call),
        ("GET", AuthorizeOperation.Path) => AuthorizeOperation.Run(state, call),
        ("GET", ProtectedOperations.ScopePath) => Authentication.Require(
            state, call, (after, _, grant) => ProtectedOperations.Scope(after, grant, call)),
        ("POST", ProtectedOperations.InvalidatePath) => Authentication.Require(
            state, call, (after, number, _) => ProtectedOperations.Invalidate(after, number, call)),
        ("GET", ProtectedOperations.UserStatusPath) => Authentication.Require(
            state, call, (after, _, grant) => ProtectedOperations.UserStatus(after, grant, call)),
        (_, ProtectedOperations.EchoPath) => Authentication.Require(
            state, call, (after, _, grant) => ProtectedOperations.Echo(after, grant, call)),
        _ => call.Refuse(state, Refusal.NoSuchOperation), // An operation is a method and a path: a GET is no 405 (PODIO 1.7).
    };
}

/// <summary>One step of the machine: the state after a request, and the reply to it.</summary>
/// <param name="State">The state to go on with. The very same object where the request changed nothing.</param>
/// <param name="Reply">The reply.</param>
/// <param name="Fault">What happens to the reply on its way, for who brings it: a fault that was armed, or null for nothing. Where it is a
/// refused or a cut connection, nobody gets the whole of the reply.</param>
public sealed record PodioStep(PodioState State, HttpReply Reply, Fault? Fault = null);
