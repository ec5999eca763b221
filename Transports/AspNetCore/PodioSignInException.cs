using Microsoft.AspNetCore.Authentication;

namespace PodioOAuth.Functional;

/// <summary>The exception that describes why a sign-in with Podio failed: the failure of the <see cref="RemoteFailureContext"/>. Contains
/// no secret.</summary>
public sealed class PodioSignInException : AuthenticationFailureException
{
    internal PodioSignInException(PodioSignInProblem problem, TokenSourceError? error = null)
        : base(Sentence(problem, error)) => (Problem, Error) = (problem, error);

    /// <summary>Gets the kind of problem.</summary>
    public PodioSignInProblem Problem { get; }

    /// <summary>Gets the reason why there is no token; null if the callback contained no code to exchange.</summary>
    public TokenSourceError? Error { get; }

    internal static PodioSignInException Of(TokenSourceError error) => new(
        error.Match(
            exchange: it => it.Error switch
            {
                UnreachableError or UnavailableError or RateLimitedError => PodioSignInProblem.Unreachable,
                RejectedError { Kind: RejectionKind.InvalidGrant } => PodioSignInProblem.CodeRejected,
                RejectedError => PodioSignInProblem.Rejected,
                _ => PodioSignInProblem.Unreadable,
            },
            signInAgain: it => it.Reason == SignInReason.CodeSpent ? PodioSignInProblem.Unreachable : PodioSignInProblem.CodeRejected,
            coolingDown: _ => PodioSignInProblem.Unreachable,
            store: _ => PodioSignInProblem.NotStored,
            lockLost: _ => PodioSignInProblem.NotStored,
            undecided: _ => PodioSignInProblem.Unreachable),
        error);

    private static string Sentence(PodioSignInProblem problem, TokenSourceError? error)
    {
        var sentence = problem switch
        {
            PodioSignInProblem.Denied => "The user denied access.",
            PodioSignInProblem.Rejected => "Podio rejected the application's request.",
            PodioSignInProblem.Forged => "The callback doesn't belong to a sign-in that this browser started, or was already used.",
            PodioSignInProblem.Unreadable => "The callback can't be parsed.",
            PodioSignInProblem.CodeRejected => "Podio rejected the authorization code.",
            PodioSignInProblem.Unreachable => "Podio can't be reached, or a rate limit is in effect.",
            _ => "The login couldn't be stored.",
        };
        return error is null ? sentence : $"{sentence} {error.Describe()}";
    }
}

/// <summary>The kind of problem with a sign-in.</summary>
public enum PodioSignInProblem
{
    /// <summary>The user denied access.</summary>
    Denied = 0,

    /// <summary>Podio rejected the authorization request or the token request: the application's settings are incorrect.</summary>
    Rejected,

    /// <summary>The callback has no state from this browser, or one that was used or has expired: its content isn't trusted (RFC 6749
    /// §10.12).</summary>
    Forged,

    /// <summary>The callback contradicts itself, or isn't one that Podio sends.</summary>
    Unreadable,

    /// <summary>The code was used before or has expired.</summary>
    CodeRejected,

    /// <summary>Podio didn't reply, or a rate limit is in effect.</summary>
    Unreachable,

    /// <summary>The store can't be used.</summary>
    NotStored,
}
