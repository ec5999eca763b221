using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The error of a failed token request.</summary>
public sealed record ExchangeError : TokenSourceError
{
    internal ExchangeError(OAuthError error) => Error = error;

    /// <summary>The error of the token request.</summary>
    public OAuthError Error { get; }

    private protected override string Sentence => Error.Describe();

    private protected override T Dispatch<T>(in Cases<T> on) => on.Exchange(this);
}

/// <summary>The error that only a person can resolve by signing in.</summary>
public sealed record SignInAgainError : TokenSourceError
{
    internal SignInAgainError(SignInReason reason) => Reason = reason;

    /// <summary>Why a person has to sign in.</summary>
    public SignInReason Reason { get; }

    private protected override string Sentence => Reason switch
    {
        SignInReason.NoLogin => "Nobody has signed in yet.",
        SignInReason.NoRefreshToken => "The access token has expired and there is no refresh token. Sign in again.",
        SignInReason.RefreshTokenRejected => "Podio rejected the refresh token. Sign in again.",
        SignInReason.ReplyLost =>
            "Podio rejected the refresh token, most likely because a renewal whose reply was lost had already used it. Sign in again.",
        SignInReason.CodeSpent => "The authorization code was sent and its reply was lost. A code can be used once. Sign in again.",
        SignInReason.CodeRejected => "Podio rejected the authorization code. Sign in again.",
        _ => "Sign in again.",
    };

    private protected override T Dispatch<T>(in Cases<T> on) => on.SignInAgain(this);
}

/// <summary>The error of a login that is in a cool-down.</summary>
public sealed record CoolingDownError : TokenSourceError
{
    internal CoolingDownError(DateTimeOffset until) => Until = until;

    /// <summary>The first instant at which a request may be sent again.</summary>
    public DateTimeOffset Until { get; }

    private protected override string Sentence =>
        $"This login is cooling down after a rate limit or a failed renewal: no request is sent before {Instants.Text(Until)}.";

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Until = ").Append(Instants.Print(Until));
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.CoolingDown(this);
}

/// <summary>The error of a store that can't be read or written.</summary>
public sealed record StoreError : TokenSourceError
{
    internal StoreError(StoreProblem problem, string detail) => (Problem, Detail) = (problem, detail);

    /// <summary>The kind of problem.</summary>
    public StoreProblem Problem { get; }

    /// <summary>The location of the problem, for a person. Unescaped: <see cref="TokenSourceError.Describe"/> and <c>ToString</c> escape
    /// it.</summary>
    public string Detail { get; }

    private protected override string Sentence => $"The token store {Predicate}: {Printable.Escape(Detail)}. The store wasn't changed.";

    private string Predicate => Problem switch
    {
        StoreProblem.Unreadable => "can't be read",
        StoreProblem.Unwritable => "can't be written",
        StoreProblem.Torn => "contains a truncated or corrupt entry",
        StoreProblem.Foreign => "contains an entry of another kind",
        _ => "failed",
    };

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Problem = ").Append(Problem).Append(", Detail = ").Append(Printable.Escape(Detail));
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Store(this);
}

/// <summary>The error of a lock that couldn't be acquired in time or was lost.</summary>
public sealed record LockLostError : TokenSourceError
{
    internal LockLostError()
    {
    }

    private protected override string Sentence => "The lock on the login couldn't be acquired in time, or was lost, so nothing further "
        + "was sent: another process may be renewing, or the lock server is unavailable. Retry later.";

    private protected override T Dispatch<T>(in Cases<T> on) => on.LockLost(this);
}

/// <summary>The error of a request whose reply was lost or never recorded: what Podio did is unknown.</summary>
public sealed record UndecidedError : TokenSourceError
{
    internal UndecidedError(DateTimeOffset since) => Since = since;

    /// <summary>The instant before the request was sent.</summary>
    public DateTimeOffset Since { get; }

    private protected override string Sentence => $"A request was about to be sent at {Instants.Text(Since)}, and its reply was "
        + "never recorded, so what Podio did is unknown. Sign in again.";

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Since = ").Append(Instants.Print(Since));
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Undecided(this);
}
