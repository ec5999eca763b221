namespace PodioOAuth.Functional;

/// <summary>What becomes of a request that meets a fault.</summary>
internal static class FaultOperation
{
    /// <summary>The step, with the fault in it where who brings the reply has to act.</summary>
    /// <param name="state">The state, in which the fault is spent already.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="call">The request.</param>
    /// <param name="carryOut">Carries the request out.</param>
    internal static PodioStep Run(PodioState state, Fault fault, Call call, Func<PodioState, Call, PodioStep> carryOut) => fault.Match(
        refuse: refused => call.TurnAway(state, GatewayReply.BadGateway) with { Fault = refused },
        cut: broken => (broken.IsCarriedOut ? carryOut(state, call) : call.TurnAway(state, GatewayReply.BadGateway)) with { Fault = broken },
        delay: late => carryOut(state, call) with { Fault = late },
        reject: rejected => call.Refuse(state, Refusal.OnRequest(rejected)),
        rateLimit: limited => call.Refuse(state, Refusal.RateLimited(limited.Wait)),
        unavailable: down => call.TurnAway(state, GatewayReply.Unavailable(down)),
        reply: any => call.TurnAway(state, any.Content));
}
