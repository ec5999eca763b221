namespace PodioOAuth.Functional.Serving;

// Handle : PodioState × ReceivedRequest × instant × Entropy → PodioStep      total: any request, any bytes

/// <summary>Podio's authorization server as a pure function, modeled on public descriptions of Podio. It isn't Podio.</summary>
/// <remarks>
/// <para>Replies have Podio's shape, statuses and codes (PODIO 3.1, 3.8, 4.1 to 4.13); where Podio's behavior isn't on record, RFC 6749
/// decides. Its operations:</para>
/// <list type="table">
/// <item><term><c>POST /oauth/token</c></term><description>takes a form (PODIO 1.2)</description></item>
/// <item><term><c>POST /oauth/token/v2</c></term><description>takes a JSON object (PODIO 1.2)</description></item>
/// <item><term><c>POST /mfa/verify</c></term><description>answers a second-factor challenge (PODIO 3.8)</description></item>
/// <item><term><c>GET /oauth/authorize</c></term><description>sends a user back with a code or a token (PODIO 1.7 to 1.11);
/// <see cref="PodioState.WithConsent"/> sets what the user does</description></item>
/// <item><term><c>GET /oauth/scope</c></term><description>what a token may access (PODIO 1.14)</description></item>
/// <item><term><c>POST /oauth/grant/invalidate</c></term><description>revokes the grant of a token (PODIO 1.14)</description></item>
/// <item><term><c>GET /user/status</c></term><description>the owner of the token: an email address, and a name derived from
/// it</description></item>
/// <item><term><c>/echo</c></term><description>any method: returns the owner of the token and what was sent with it; Podio has no such
/// operation</description></item>
/// </list>
/// <para>Everything else is a 404 (PODIO 4.7). The last four require <c>Authorization: OAuth2 …</c> (PODIO 5.1).</para>
/// <para>Deliberately stricter than Podio, to expose mistakes: a parameter sent twice is rejected (PODIO 1.12), a redirect URI must be
/// repeated byte for byte (RFC 6749 §4.1.3), reusing a code revokes the tokens issued for it (RFC 6749 §4.1.2), and a token sent as
/// <c>Bearer</c> isn't accepted.</para>
/// <para>A rejected request changes nothing, except for such a reused code, a limiter that counts
/// (<see cref="PodioSettings.TokenRequestLimit"/>) and a fault that is used up.</para>
/// </remarks>
public static class PodioServer
{
    /// <summary>Returns the reply to a request and the resulting state. Deterministic; never throws, whatever the request.</summary>
    /// <param name="state">The state before the request. A fault that is armed for this request is used up and decides the reply.</param>
    /// <param name="request">The received request. Only the authorize operation reads its query, which is never echoed.</param>
    /// <param name="now">The instant of the request, because the state machine has no clock.</param>
    /// <param name="entropy">New randomness for this step.</param>
    public static PodioStep Handle(PodioState state, ReceivedRequest request, DateTimeOffset now, Entropy entropy)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(entropy);
        var call = new Call(request, now, entropy);
        var (fault, rest) = state.Faults.Take(request);
        return fault is null ? Run(state, call) : Meet(fault, state with { Faults = rest }, call);
    }

    // The step contains the fault if the code that delivers the reply has to act.
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
        _ => call.Refuse(state, Refusal.NoSuchOperation), // An operation is a method and a path: a GET isn't a 405 (PODIO 1.7).
    };
}

/// <summary>One step of the state machine: the reply to a request, and the resulting state.</summary>
/// <param name="State">The state to continue with. The same object if the request changed nothing.</param>
/// <param name="Reply">The reply.</param>
/// <param name="Fault">The fault that whoever delivers the reply must cause, or null for none. For a refused or cut connection, nobody
/// receives the complete reply.</param>
public sealed record PodioStep(PodioState State, HttpReply Reply, Fault? Fault = null);
