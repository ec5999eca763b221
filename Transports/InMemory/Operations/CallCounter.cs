namespace PodioOAuth.Functional.Serving;

/// <summary>Counts calls against a limit.</summary>
internal static class CallCounter
{
    /// <summary>The state after the call was counted, and what is left; or the wait, where nothing is left and nothing was
    /// counted.</summary>
    internal static CountedCall Count(PodioState state, CallerKey caller, CallLimit? limit, DateTimeOffset now)
    {
        if (limit is null)
        {
            return new(state, null, null);
        }

        // One that has longer to go than a whole window began in a time that the clock was moved back from.
        var window = state.CallWindows[caller] is { } running && running.EndsAt > now && running.EndsAt - now <= limit.Window
            ? running
            : new CallWindow(Expiry.After(now, limit.Window), 0);
        if (window.Calls >= limit.Calls)
        {
            return new(state, null, window.EndsAt - now);
        }

        var counted = window with { Calls = window.Calls + 1 };
        return new(
            state with { CallWindows = state.CallWindows.With(caller, counted) }, new RateLimit(limit.Calls, limit.Calls - counted.Calls),
            null);
    }
}

/// <summary>What came of counting a call.</summary>
/// <param name="State">The state to go on with.</param>
/// <param name="Left">What the reply's headers say, or null where nothing is counted.</param>
/// <param name="Wait">Until the window ends, where the limit was hit already; else null.</param>
internal sealed record CountedCall(PodioState State, RateLimit? Left, TimeSpan? Wait);

/// <summary>Whose calls are counted together: the token endpoint's by client, all others by client and user (PODIO 4.8, 4.10).</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Reference">Whom the token stands for, or null for the token endpoint.</param>
internal sealed record CallerKey(string ClientId, TokenReference? Reference);

/// <summary>The calls of one caller in the window that runs.</summary>
/// <param name="EndsAt">From this instant on a new window begins with the next call.</param>
/// <param name="Calls">How many there were.</param>
internal sealed record CallWindow(DateTimeOffset EndsAt, int Calls);
