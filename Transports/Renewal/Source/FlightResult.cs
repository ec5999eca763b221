using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>The result of a flight. Not a record, because an Either is never compared.</summary>
/// <param name="known">The new state.</param>
/// <param name="answer">The token, or the reason why there is none.</param>
/// <param name="told">The event to report, given whether an old token is served instead; null for none.</param>
internal sealed class FlightResult(Known known, Either<TokenSourceError, Token> answer, Func<bool, RenewalEvent>? told = null)
{
    internal Known Known => known;

    internal Either<TokenSourceError, Token> Answer => answer;

    /// <summary>The event to report first, found before anything was done; null for none.</summary>
    internal RenewalEvent? Found { get; private set; }

    internal Func<bool, RenewalEvent>? Told => told;

    /// <summary>Whether nothing was done because the lock may be lost, and must be reacquired.</summary>
    internal bool IsOnceMore { get; private init; }

    /// <summary>Whether the lock was lost while it was held, so that the state couldn't be written.</summary>
    internal bool IsLockLost { get; private init; }

    /// <summary>Whether the source must end its own cool-downs, because a caller has ended them.</summary>
    internal bool EndsCoolDowns { get; init; }

    /// <summary>The reason why the store couldn't be used for a token that was obtained without it, or null.</summary>
    internal TokenSourceError? StoreFailure { get; init; }

    internal FlightResult After(RenewalEvent found)
    {
        var after = (FlightResult)MemberwiseClone();
        after.Found = found;
        return after;
    }

    internal static FlightResult OnceMore(Known known) => new(known, TokenSourceError.LockLost) { IsOnceMore = true };

    internal static FlightResult Failed(Known known, TokenSourceError error) => Failed(known, error, isHeld: true);

    /// <summary>The lock couldn't be acquired in time, or its server can't be reached.</summary>
    internal static FlightResult NotLocked(Known known, TokenSourceError error) => Failed(known, error, isHeld: false);

    private static FlightResult Failed(Known known, TokenSourceError error, bool isHeld) => new(known, error, isOldServed =>
        error is CoolingDownError cooling ? new CoolingDownEvent(cooling.Until) : new RenewalFailedEvent(error, isOldServed))
    {
        IsLockLost = isHeld && error is LockLostError,
    };
}
