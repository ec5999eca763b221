using System.Globalization;
using System.Text;
using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>How a token source works. Every member has a default.</summary>
public sealed record TokenSourceOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue); // What locks and timers take.

    /// <summary>The defaults: a store in memory, the public Podio, the system's clock.</summary>
    public static TokenSourceOptions Default => new();

    /// <summary>Where logins are kept. In memory, of this source alone.</summary>
    public ITokenStore Store { get; init; } = new InMemoryTokenStore();

    /// <summary>When to renew.</summary>
    public RenewalPolicy Policy { get; init; } = RenewalPolicy.Default;

    /// <summary>Where Podio is: a part of the store's key. It does not decide where requests go; the exchange does.</summary>
    public PodioEndpoint Endpoint { get; init; } = PodioEndpoint.Default;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Is told what happens to the login, one event after the other, before those who wait are answered: so it should not take
    /// long, nor wait for the source. What it throws reaches nobody who waits: it is reported as the exception of an unobserved task. Null
    /// for none.</summary>
    public Action<RenewalEvent>? Observer { get; init; }

    /// <summary>This source's share of <see cref="RenewalPolicy.Jitter"/>, from 0 to 1; null draws one at random.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, above 1, or not a number.</exception>
    public double? JitterShare { get; init => field = Checked(value); }

    /// <summary>How long to wait for the lock on the login: 30 seconds. After that it is <see cref="TokenSourceError.LockLost"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above <see cref="int.MaxValue"/> milliseconds.</exception>
    public TimeSpan LockTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(30);

    /// <summary>How long disposing waits for an exchange and its save before it cancels the exchange, and then once more for that to end:
    /// 10 seconds each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above <see cref="int.MaxValue"/> milliseconds.</exception>
    public TimeSpan DisposeTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a source over a password or an app asks for a token although the store cannot be used, where it has no token that
    /// lives: false by default.</summary>
    /// <remarks>It sends its own grant, without the lock, and saves what it got once the store works again. So each process asks for
    /// itself, and the rate limits that others met are not known to it. A person's login is not affected: its refresh token is good for
    /// one process at a time.</remarks>
    public bool StartsWithoutStore { get; init; }

    /// <summary>Starts a renewal: on the pool, without its caller's context.</summary>
    internal Func<Func<Task<Either<TokenSourceError, Token>>>, Task<Either<TokenSourceError, Token>>> Launch { get; init; } =
        FlightContext.Launch;

    private static double? Checked(double? value) => value is null or (>= 0 and <= 1)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "It has to lie between 0 and 1.");

    private static TimeSpan Checked(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Longest);
        return value;
    }

    // The share is a number, which each culture writes in its own way.
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
