namespace PodioOAuth.Functional

open System

/// <summary>What to do with a login at an instant: pure, without a clock of its own. Its decisions are taken apart by
/// <c>ActivePatterns</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Renewal =

    /// <summary>Decides. Total: an answer for every instant, and never a token that is known to have expired.</summary>
    /// <param name="policy">When to renew.</param>
    /// <param name="share">The source's share of the policy's jitter, from 0 to 1; outside of it the nearest of the two.</param>
    /// <param name="now">The instant of asking.</param>
    /// <param name="state">What is known of the login.</param>
    let decide (policy: RenewalPolicy) (share: float) (now: DateTimeOffset) (state: RenewalState) : RenewalDecision =
        Renewal.Decide(policy, state, now, share)

    /// <summary>Until when <c>decide</c> says no more of this login than to use it, as far as its lifetime goes. None where nobody knows the
    /// lifetime: for ever.</summary>
    /// <param name="policy">When to renew.</param>
    /// <param name="share">The source's share of the policy's jitter, as for <c>decide</c>.</param>
    /// <param name="login">The login.</param>
    let usedAloneUntil (policy: RenewalPolicy) (share: float) (login: SavedLogin) : DateTimeOffset option =
        if login.ExpiresAt.HasValue then
            Some(Renewal.UsedAloneUntil(policy, login, share))
        else
            None

    /// <summary>When the last renewal is so long ago that its refresh token may end soon (PODIO 3.9, 7.3). None where there is none to
    /// end.</summary>
    /// <param name="policy">How long is long.</param>
    /// <param name="login">The login.</param>
    let warningDueAt (policy: RenewalPolicy) (login: SavedLogin) : DateTimeOffset option =
        Renewal.WarningDueAt(policy, login) |> Option.ofNullable
