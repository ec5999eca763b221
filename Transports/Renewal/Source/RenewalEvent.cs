using System.Text;

namespace PodioOAuth.Functional;

// RenewalEvent = Renewed (login × cause) | RenewalFailed (error × is the old token still served) | CoolingDown (until)
//              | RefreshTokenAging (since) | SignedOut

/// <summary>Something that happened to a login. Closed; prints no secret.</summary>
public abstract record RenewalEvent
{
    private protected RenewalEvent()
    {
    }

    /// <summary>Runs the function for the case that this event is. Complete: a new case would be a new parameter.</summary>
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

/// <summary>There is a new token, and the store has it.</summary>
public sealed record RenewedEvent : RenewalEvent
{
    private readonly SavedLogin _login;

    internal RenewedEvent(SavedLogin login, RenewalCause cause) => (_login, Cause) = (login, cause);

    /// <summary>What brought it.</summary>
    public RenewalCause Cause { get; }

    /// <summary>When the access token expires, or null where nobody knows.</summary>
    public DateTimeOffset? ExpiresAt => _login.ExpiresAt;

    /// <summary>The first 8 hex digits of the access token's SHA-256: tells tokens apart, and is none.</summary>
    public string Fingerprint => TokenFingerprint.Of(_login.Token.AccessToken);

    /// <summary>The login itself, secrets and all.</summary>
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
/// <param name="Error">Why.</param>
/// <param name="IsOldTokenServed">Whether the old token lives on, and callers get it.</param>
public sealed record RenewalFailedEvent(TokenSourceError Error, bool IsOldTokenServed) : RenewalEvent
{
    /// <summary>The exception that the store or the exchange threw, with its stack, for a log of diagnoses; null where nothing was thrown.
    /// The secrets that the source knows are cut out of it, but it may name a server, a user or a path, so the event does not print
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

/// <summary>A cool-down began, after a rate limit mostly: Podio is asked for nothing until it ends.</summary>
/// <param name="Until">The first instant at which to ask again.</param>
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

/// <summary>The refresh token has not been renewed for long, and may end soon (PODIO 7.3).</summary>
/// <param name="LastRenewedAt">When it was renewed last.</param>
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
