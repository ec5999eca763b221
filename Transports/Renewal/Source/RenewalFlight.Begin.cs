using System.Security.Cryptography;
using System.Text;
using static PodioOAuth.Functional.LoginStore;

namespace PodioOAuth.Functional;

/// <content>The start and the end of a login, on request.</content>
internal sealed partial class RenewalFlight
{
    /// <summary>Exchanges a code under the lock. The intent is stored first, beside any existing login: a crash leaves a well-defined
    /// state, and a rejected code leaves that login. A code that was sent before, by any process, isn't sent again.</summary>
    /// <param name="known">The state of the source.</param>
    /// <param name="code">The code.</param>
    /// <param name="endsAt">The end of the login, if its name belongs to this one sign-in: then a failed sign-in leaves nothing in the
    /// store, unless it is unknown whether Podio processed the code. Null for a login without such an end.</param>
    internal async Task<FlightResult> SignInAsync(Known known, AuthorizationCodeGrant code, DateTimeOffset? endsAt = null)
    {
        var spent = HashOf(code.Code);
        (DateTimeOffset At, DateTimeOffset? Before)? unsent = null; // This flight's own intent, in case the lock is in doubt afterward.
        var result = await WithStoredAsync(known, async (login, stored) =>
        {
            // An unsaved reply is saved with the intent.
            var before = StandingOf(known, stored);
            if (unsent is { } own && before.SpentCode?.Hash == spent.Hash && before.PendingCodeSince == own.At)
            {
                before = before with { SpentCode = before.SpentCode.Earlier, PendingCodeSince = own.Before };
            }

            if (before.SpentCode?.Of(spent.Hash) is { } sent)
            {
                return await AgainAsync(login, known, stored, sent).ConfigureAwait(false);
            }

            // During a limit the code isn't used up: it can be sent when the limit has ended, if it is still valid.
            if (LimitOf(known, stored) is { } limit)
            {
                return FlightResult.Failed(known, TokenSourceError.CoolingDown(limit.Until));
            }

            var at = Now;
            before = before with { SpentCode = SpentCode.Joined(spent, before.SpentCode), EndsAt = endsAt };
            var intent = before with { PendingCodeSince = at };
            var asked = await AskAsync(login, before, code, intent, known).ConfigureAwait(false);
            unsent = (at, before.PendingCodeSince);
            if (endsAt is not null && !asked.IsOnceMore && asked.Known is { Owed: null, State: { Login: null, PendingCodeSince: null } })
            {
                await login.RemoveAsync().ConfigureAwait(false); // If that fails, the entry soon expires.
            }

            return asked;
        }).ConfigureAwait(false);

        // If nothing was sent, the unsaved reply is the previous login, which isn't the answer to a sign-in.
        return ReferenceEquals(result.Known.Owed, known.Owed)
            ? result
            : await SettleAsync(result, isRenewal: false).ConfigureAwait(false);
    }

    /// <summary>Stores a login from elsewhere.</summary>
    internal Task<FlightResult> RestoreAsync(Known known, SavedLogin saved) => WithStoredAsync(known, async (login, stored) =>
    {
        var restored = new RenewalState(known.State.Origin, saved)
        {
            RateLimitCoolDown = LimitOf(known, stored),
            SpentCode = Merged(stored.State, known).SpentCode,
        };
        return await login.StoreAsync(restored).ConfigureAwait(false) is { } unwritten
            ? FlightResult.Failed(known, unwritten)
            : new(restored, saved.Token, _ => new RenewedEvent(saved, RenewalCause.Restored));
    });

    /// <summary>Ends the login, and records that for every process that still has it.</summary>
    internal Task<FlightResult> SignOutAsync(Known known) => WithStoredAsync(known, async (login, stored) =>
    {
        var signedOut = new RenewalState(known.State.Origin)
        {
            SignedOutAt = Now,
            EndsAt = (known.State.Login is null ? stored.State : known.State).EndsAt,
            RateLimitCoolDown = LimitOf(known, stored),
            SpentCode = Merged(stored.State, known).SpentCode,
        };
        return await login.StoreAsync(signedOut).ConfigureAwait(false) is { } unchanged
            ? FlightResult.Failed(known, unchanged)
            : new(signedOut, TokenSourceError.SignInAgain(SignInReason.NoLogin), _ => new SignedOutEvent());
    });

    /// <summary>Ends the cool-downs of the login, and the one that all logins of the client share.</summary>
    internal Task<FlightResult> EndCoolDownAsync(Known known) => WithStoredAsync(known, async (login, stored) =>
    {
        if (UnreadableTo(known, stored) is { } torn)
        {
            return FlightResult.Failed(known, torn);
        }

        var free = StandingOf(known, stored).WithoutCoolDowns();
        if ((await login.EndSharedCoolDownAsync().ConfigureAwait(false) ?? await login.StoreAsync(free).ConfigureAwait(false)) is { } error)
        {
            return FlightResult.Failed(known, error);
        }

        return new(free, TokenSourceError.CoolingDown(Now)) { EndsCoolDowns = true };
    });

    /// <summary>Stores the limit that an API call exceeded beside the current login, whichever that is by now.</summary>
    internal Task<FlightResult> ShareLimitAsync(Known known) => WithStoredAsync(known, async (login, stored) =>
    {
        if (known.IsSaveOwedTo(stored))
        {
            return await SaveAsync(login, known, stored).ConfigureAwait(false);
        }

        if (UnreadableTo(known, stored) is { } torn)
        {
            return FlightResult.Failed(known, torn);
        }

        var limited = StandingOf(known, stored);
        return limited.RateLimitCoolDown is not { } limit ? new(limited, TokenSourceError.CoolingDown(Now)) // The limit has ended by now.
            : limit != stored.State.RateLimitCoolDown && await login.StoreAsync(limited).ConfigureAwait(false) is { } unwritten
                ? FlightResult.Failed(known, unwritten)
            : FlightResult.Failed(limited, TokenSourceError.CoolingDown(limit.Until));
    });

    // A code that is delivered twice: by a browser that repeats its request, or to two processes. The second delivery gets the result of
    // the first.
    private Task<FlightResult> AgainAsync(LockedLogin login, Known known, StoredState stored, SpentCode sent) =>
        sent.Outcome switch
        {
            CodeOutcome.Granted when known.IsSaveOwedTo(stored) => SaveThenGoOnAsync(login, known, stored, notBefore: null),
            CodeOutcome.Granted => GoOnAsync(login, known, stored, notBefore: null),
            CodeOutcome.Rejected =>
                Task.FromResult(FlightResult.Failed(known, TokenSourceError.SignInAgain(SignInReason.CodeRejected))),
            _ => Task.FromResult(FlightResult.Failed(known, stored.State.PendingCodeSince is { } since
                ? TokenSourceError.Undecided(since)
                : TokenSourceError.SignInAgain(SignInReason.CodeSpent))),
        };

    // A rate limit applies to other logins too, not only the one that reached it.
    private CoolDown? LimitOf(Known known, StoredState stored) => Merged(stored.State, known).RateLimitCoolDown;

    // Only the hash: a code has at least 128 random bits, so it can't be derived from its hash.
    private static SpentCode HashOf(Secret? code) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code?.Reveal() ?? ""))));
}
