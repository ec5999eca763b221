using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>The settings of an in-memory Podio. The defaults are Podio's own, as far as they are known.</summary>
/// <remarks>Immutable, with value equality. Every lifetime must be between zero (expired at once) and 36,525 days.</remarks>
public sealed record PodioSettings
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36525); // The limit of a reader (PODIO 7.11).

    /// <summary>Access tokens of 8 hours, rotating refresh tokens of 28 days, codes of 10 minutes.</summary>
    public static PodioSettings Default { get; } = new();

    /// <summary>The lifetime of an access token: 8 hours (PODIO 3.9). The reply states it in whole seconds, rounded down.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan AccessTokenLifetime { get; init => field = Checked(value); } = TimeSpan.FromHours(8);

    /// <summary>The lifetime of a refresh token since it was issued or, without rotation, last used: 28 days (PODIO 3.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan RefreshTokenLifetime { get; init => field = Checked(value); } = TimeSpan.FromDays(28);

    /// <summary>The lifetime of an authorization code: 10 minutes, the maximum that RFC 6749 §4.1.2 recommends. Podio's value isn't on
    /// record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan CodeLifetime { get; init => field = Checked(value); } = TimeSpan.FromMinutes(10);

    /// <summary>Whether each refresh returns a new refresh token and ends the old one at once. The default is true.</summary>
    /// <remarks>Reports about Podio conflict (PODIO 3.10). A client that supports rotation also supports a refresh token that stays, but
    /// not the other way round (PODIO 7.1), so the default is the one that exposes mistakes. If false, the same token is returned and its
    /// lifetime starts again, as observed in 2017.</remarks>
    public bool RotatesRefreshTokens { get; init; } = true;

    /// <summary>The scope of an app's token, which its reply states; null for none. The default is null, as on Podio's page (PODIO
    /// 3.6).</summary>
    /// <remarks>For clients that read a scope from every reply, as podio-php does. The scope is fixed when the app signs in, and renewing
    /// keeps it.</remarks>
    public PodioScope? AppScope { get; init; }

    /// <summary>The lifetime of a second-factor challenge: 10 minutes. Podio's value isn't on record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan ChallengeLifetime { get; init => field = Checked(value); } = TimeSpan.FromMinutes(10);

    /// <summary>The token endpoint's own limit, by client ID (PODIO 4.8); null for none. The default is null, because only its wait of 300
    /// seconds is on record.</summary>
    public CallLimit? TokenRequestLimit { get; init; }

    /// <summary>The limit of all calls with a token, by client and user; null for none. The default is 1,000 per hour (PODIO
    /// 4.10).</summary>
    public CallLimit? UserCallLimit { get; init; } = new(calls: 1000, window: TimeSpan.FromHours(1));

    private static TimeSpan Checked(TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, Longest);
        return lifetime;
    }
}

/// <summary>A number of calls per window (PODIO 4.10). When they are used up, every further call is a 420 until the window ends.</summary>
public sealed record CallLimit
{
    /// <summary>Creates a limit.</summary>
    /// <param name="calls">The number of calls allowed in a window, 0 or more.</param>
    /// <param name="window">The length of a window, counted from its first call: positive, and at most a day.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public CallLimit(int calls, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(calls);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, TimeSpan.FromDays(1));
        (Calls, Window) = (calls, window);
    }

    /// <summary>The number of calls allowed in a window.</summary>
    public int Calls { get; }

    /// <summary>The length of a window.</summary>
    public TimeSpan Window { get; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Calls = {Calls}, Window = {Window}");
        return true;
    }
}
