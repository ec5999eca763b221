using System.Text;

namespace PodioOAuth.Functional;

// RenewalEvent = Renewed (login × cause) | RenewalFailed (error × is the old token still served) | CoolingDown (until)
//              | RefreshTokenAging (since) | SignedOut

/// <summary>An event in the life of a login. A closed type that prints no secret.</summary>
public abstract record RenewalEvent
{
    private protected RenewalEvent()
    {
    }

    /// <summary>Runs the function for this case. Exhaustive: a new case would be a new parameter.</summary>
    public T Match<T>(
        Func<RenewedEvent, T> renewed,
        Func<RenewalFailedEvent, T> renewalFailed,
        Func<CoolingDownEvent, T> coolingDown,
        Func<RefreshTokenAgingEvent, T> refreshTokenAging,
        Func<SignedOutEvent, T> signedOut) => Dispatch(new Cases<T>(renewed, renewalFailed, coolingDown, refreshTokenAging, signedOut));

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<RenewedEvent, T> Renewed,
        Func<RenewalFailedEvent, T> RenewalFailed,
        Func<CoolingDownEvent, T> CoolingDown,
        Func<RefreshTokenAgingEvent, T> RefreshTokenAging,
        Func<SignedOutEvent, T> SignedOut);
}

/// <summary>A new token was obtained and stored.</summary>
public sealed record RenewedEvent : RenewalEvent
{
    private readonly SavedLogin _login;

    internal RenewedEvent(SavedLogin login, RenewalCause cause) => (_login, Cause) = (login, cause);

    /// <summary>How the token was obtained.</summary>
    public RenewalCause Cause { get; }

    /// <summary>The time at which the access token expires, or null if it is unknown.</summary>
    public DateTimeOffset? ExpiresAt => _login.ExpiresAt;

    /// <summary>The first 8 hex digits of the access token's SHA-256 hash, which identify the token without revealing it.</summary>
    public string Fingerprint => TokenFingerprint.Of(_login.Token.AccessToken);

    /// <summary>The login itself, including its secrets.</summary>
    public SavedLogin RevealLogin() => _login;

    private protected override T Dispatch<T>(in Cases<T> on) => on.Renewed(this);

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Cause = ").Append(Cause)
            .Append(", ExpiresAt = ").Append(Instants.Print(ExpiresAt))
            .Append(", Fingerprint = ").Append(Fingerprint);
        return true;
    }
}

/// <summary>A renewal failed.</summary>
/// <param name="Error">The error.</param>
/// <param name="IsOldTokenServed">Whether the old token is still valid and callers get it.</param>
public sealed record RenewalFailedEvent(TokenSourceError Error, bool IsOldTokenServed) : RenewalEvent
{
    /// <summary>The exception that the store or the exchange threw, with its stack trace, for a diagnostic log; null if nothing was thrown.
    /// The secrets that the source knows are removed from it, but it may name a server, a user or a path, so the event doesn't print
    /// it.</summary>
    public string? Diagnosis { get; init; }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Error = ").Append(Error).Append(", IsOldTokenServed = ").Append(IsOldTokenServed);
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.RenewalFailed(this);
}

/// <summary>A cool-down started, usually after a rate limit: nothing is sent to Podio until it ends.</summary>
/// <param name="Until">The time at which the next request may be sent.</param>
public sealed record CoolingDownEvent(DateTimeOffset Until) : RenewalEvent
{
    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Until = ").Append(Instants.Print(Until));
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.CoolingDown(this);
}

/// <summary>The refresh token hasn't been renewed for a long time, and may expire soon (PODIO 7.3).</summary>
/// <param name="LastRenewedAt">The time of the last renewal.</param>
public sealed record RefreshTokenAgingEvent(DateTimeOffset LastRenewedAt) : RenewalEvent
{
    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("LastRenewedAt = ").Append(Instants.Print(LastRenewedAt));
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.RefreshTokenAging(this);
}

/// <summary>The login was removed.</summary>
public sealed record SignedOutEvent : RenewalEvent
{
    private protected override T Dispatch<T>(in Cases<T> on) => on.SignedOut(this);
}
