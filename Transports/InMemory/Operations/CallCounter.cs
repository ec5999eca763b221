namespace PodioOAuth.Functional.Serving;

/// <summary>Counts calls against a limit.</summary>
internal static class CallCounter
{
    /// <summary>Returns the state after counting the call and the calls left; or the wait, if none are left and nothing was
    /// counted.</summary>
    internal static CountedCall Count(PodioState state, CallerKey caller, CallLimit? limit, DateTimeOffset now)
    {
        if (limit is null)
        {
            return new(state, null, null);
        }

        // A window that would last longer than a whole window began before the clock was moved back.
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

/// <summary>The result of counting a call.</summary>
/// <param name="State">The state to continue with.</param>
/// <param name="Left">The numbers for the reply's headers, or null if nothing is counted.</param>
/// <param name="Wait">The time until the window ends if the limit was already reached; otherwise, null.</param>
internal sealed record CountedCall(PodioState State, RateLimit? Left, TimeSpan? Wait);

/// <summary>The key by which calls are counted: the client for the token endpoint, otherwise the client and the user (PODIO 4.8,
/// 4.10).</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Reference">The owner of the token, or null for the token endpoint.</param>
internal sealed record CallerKey(string ClientId, TokenReference? Reference);

/// <summary>The calls of one caller in the current window.</summary>
/// <param name="EndsAt">The instant from which the next call begins a new window.</param>
/// <param name="Calls">The number of calls so far.</param>
internal sealed record CallWindow(DateTimeOffset EndsAt, int Calls);
