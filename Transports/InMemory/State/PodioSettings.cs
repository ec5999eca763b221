using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>What an in-memory Podio may be told to do differently. The defaults are Podio's own, as far as they are known.</summary>
/// <remarks>Immutable, with value equality. Every lifetime lies between zero (expired at once) and 36,525 days.</remarks>
public sealed record PodioSettings
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36525); // What a reader clamps to (PODIO 7.11).

    /// <summary>Access tokens of 8 hours, refresh tokens of 28 days that rotate, codes of 10 minutes.</summary>
    public static PodioSettings Default { get; } = new();

    /// <summary>How long an access token lives: 8 hours (PODIO 3.9). The reply states it in whole seconds, rounded down.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan AccessTokenLifetime { get; init => field = Checked(value); } = TimeSpan.FromHours(8);

    /// <summary>How long a refresh token lives after it was issued or, where they do not rotate, last used: 28 days (PODIO 3.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan RefreshTokenLifetime { get; init => field = Checked(value); } = TimeSpan.FromDays(28);

    /// <summary>How long an authorization code waits for its exchange: 10 minutes, the most that RFC 6749 §4.1.2 recommends. Podio's is
    /// not on record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan CodeLifetime { get; init => field = Checked(value); } = TimeSpan.FromMinutes(10);

    /// <summary>Whether each refresh gives a new refresh token and ends the old one at once. True.</summary>
    /// <remarks>
    /// Reports about Podio conflict (PODIO 3.10). A client that copes with rotation copes with a refresh token that stays, but not the
    /// other way round (PODIO 7.1): so the default is the one that finds mistakes. Where it is false, the same token comes back and its
    /// lifetime starts again, as was seen in 2017.
    /// </remarks>
    public bool RotatesRefreshTokens { get; init; } = true;

    /// <summary>The scope that the token of an app has, and its reply states; null for none. None, as on Podio's page (PODIO 3.6).
    /// </summary>
    /// <remarks>For clients that read a scope from every reply, as podio-php does. It is decided when the app signs in: renewing keeps
    /// it.</remarks>
    public PodioScope? AppScope { get; init; }

    /// <summary>How long a second-factor challenge waits for its answer: 10 minutes. Podio's is not on record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan ChallengeLifetime { get; init => field = Checked(value); } = TimeSpan.FromMinutes(10);

    /// <summary>The token endpoint's own limiter, by client id (PODIO 4.8); null for none. None, for its numbers are not on record but for
    /// the wait, 300 seconds.</summary>
    public CallLimit? TokenRequestLimit { get; init; }

    /// <summary>The limiter of all calls with a token, by client and user; null for none. 1,000 an hour (PODIO 4.10).</summary>
    public CallLimit? UserCallLimit { get; init; } = new(calls: 1000, window: TimeSpan.FromHours(1));

    private static TimeSpan Checked(TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, Longest);
        return lifetime;
    }
}

/// <summary>So many calls in so much time (PODIO 4.10). When they are used up, every further call is a 420 until the window ends.</summary>
public sealed record CallLimit
{
    /// <summary>A limit.</summary>
    /// <param name="calls">How many calls pass in a window: from 0 up.</param>
    /// <param name="window">How long a window is, from its first call on: above zero, and at most a day.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public CallLimit(int calls, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(calls);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, TimeSpan.FromDays(1));
        (Calls, Window) = (calls, window);
    }

    /// <summary>How many calls pass in a window.</summary>
    public int Calls { get; }

    /// <summary>How long a window is.</summary>
    public TimeSpan Window { get; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Calls = {Calls}, Window = {Window}");
        return true;
    }
}
