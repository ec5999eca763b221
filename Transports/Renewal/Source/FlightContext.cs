using System.Diagnostics;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Runs a flight on the thread pool, without the context of the caller that started it.</summary>
internal static class FlightContext
{
    private static readonly AsyncLocal<ActivityContext?> CallerOfFlight = new();
    private static readonly AsyncLocal<DateTimeOffset?> EndOfWaits = new();

    /// <summary>The activity of the caller that started the flight, for a link: the flight has no parent, because many callers may wait for
    /// it.</summary>
    internal static ActivityContext? Caller
    {
        get => CallerOfFlight.Value;
        set => CallerOfFlight.Value = value;
    }

    /// <summary>The time until which the flight may hold its login's lock while waiting; null outside of a flight. Others wait for the lock
    /// no longer than <see cref="TokenSourceOptions.LockTimeout"/>, so a wait between two attempts must not take all of that.</summary>
    internal static DateTimeOffset? MayWaitUntil
    {
        get => EndOfWaits.Value;
        set => EndOfWaits.Value = value;
    }

    internal static Task<Either<TokenSourceError, Token>> Launch(Func<Task<Either<TokenSourceError, Token>>> flight) =>
        Apart(() => Task.Run(flight));

    /// <summary>Starts a task or a timer without capturing the caller's context.</summary>
    internal static T Apart<T>(Func<T> begin)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return begin();
        }
    }
}
