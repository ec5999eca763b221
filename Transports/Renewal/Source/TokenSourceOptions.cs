using System.Globalization;
using System.Text;
using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The options of a token source. Every member has a default.</summary>
public sealed record TokenSourceOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue); // The maximum of locks and timers.

    /// <summary>The default options: an in-memory store, the public Podio and the system's clock.</summary>
    public static TokenSourceOptions Default => new();

    /// <summary>The store of logins. By default an in-memory store that only this source uses.</summary>
    public ITokenStore Store { get; init; } = new InMemoryTokenStore();

    /// <summary>The policy that decides when to renew.</summary>
    public RenewalPolicy Policy { get; init; } = RenewalPolicy.Default;

    /// <summary>The endpoint, which is a part of the key in the store. It doesn't decide where requests go; the exchange does.</summary>
    public PodioEndpoint Endpoint { get; init; } = PodioEndpoint.Default;

    /// <summary>The clock. By default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The observer of the login's events, or null. It is notified of one event at a time, before waiting callers get their
    /// result, so it should be fast and must not wait for the source. Its exceptions never reach a caller: they are reported as unobserved
    /// task exceptions.</summary>
    public Action<RenewalEvent>? Observer { get; init; }

    /// <summary>The source's share of <see cref="RenewalPolicy.Jitter"/>, from 0 to 1; null draws one at random.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0, above 1 or not a number.</exception>
    public double? JitterShare { get; init => field = Checked(value); }

    /// <summary>The time to wait for the login's lock: 30 seconds. After that, the result is
    /// <see cref="TokenSourceError.LockLost"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above <see cref="int.MaxValue"/> milliseconds.</exception>
    public TimeSpan LockTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(30);

    /// <summary>How long disposal waits for an exchange and its save before it cancels the exchange, and then how long it waits for the
    /// exchange to end: 10 seconds each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above <see cref="int.MaxValue"/> milliseconds.</exception>
    public TimeSpan DisposeTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a source with a password or app grant requests a token although the store can't be used, if it has no valid token.
    /// The default is false.</summary>
    /// <remarks>The source then sends its own grant without the lock, and saves the result once the store works again. So each process
    /// requests its own token, and doesn't know the rate limits that others have reached. A person's login isn't affected, because only one
    /// process at a time can use its refresh token.</remarks>
    public bool StartsWithoutStore { get; init; }

    /// <summary>Starts a renewal on the thread pool, without the caller's context.</summary>
    internal Func<Func<Task<Either<TokenSourceError, Token>>>, Task<Either<TokenSourceError, Token>>> Launch { get; init; } =
        FlightContext.Launch;

    private static double? Checked(double? value) => value is null or (>= 0 and <= 1)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "The value must be between 0 and 1.");

    private static TimeSpan Checked(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Longest);
        return value;
    }

    // The share is a number, whose format depends on the culture.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Store = ").Append(Store).Append(", Policy = ").Append(Policy).Append(", Endpoint = ").Append(Endpoint)
            .Append(", TimeProvider = ").Append(TimeProvider).Append(", Observer = ").Append(Observer)
            .Append(", JitterShare = ").Append(JitterShare?.ToString(CultureInfo.InvariantCulture))
            .Append(", LockTimeout = ").Append(LockTimeout).Append(", DisposeTimeout = ").Append(DisposeTimeout)
            .Append(", StartsWithoutStore = ").Append(StartsWithoutStore);
        return true;
    }
}
