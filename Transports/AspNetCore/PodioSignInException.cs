using Microsoft.AspNetCore.Authentication;

namespace PodioOAuth.Functional;

/// <summary>Why a sign-in with Podio came to nothing: <see cref="RemoteFailureContext"/> has it as its failure. No secret is in
/// it.</summary>
public sealed class PodioSignInException : AuthenticationFailureException
{
    internal PodioSignInException(PodioSignInProblem problem, TokenSourceError? error = null)
        : base(Sentence(problem, error)) => (Problem, Error) = (problem, error);

    /// <summary>What went wrong.</summary>
    public PodioSignInProblem Problem { get; }

    /// <summary>Why there is no token; null where the answer of Podio's page had no code to exchange.</summary>
    public TokenSourceError? Error { get; }

    internal static PodioSignInException Of(TokenSourceError error) => new(
        error.Match(
            exchange: it => it.Error switch
            {
                UnreachableError or UnavailableError or RateLimitedError => PodioSignInProblem.Unreachable,
                RejectedError { Kind: RejectionKind.InvalidGrant } => PodioSignInProblem.CodeRejected,
                RejectedError => PodioSignInProblem.Refused,
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
            PodioSignInProblem.Denied => "The user did not allow the sign-in.",
            PodioSignInProblem.Refused => "Podio refused the request.",
            PodioSignInProblem.Forged => "The answer does not belong to a sign-in that this browser has begun, or was used already.",
            PodioSignInProblem.Unreadable => "The answer of Podio cannot be read.",
            PodioSignInProblem.CodeRejected => "Podio rejected the authorization code.",
            PodioSignInProblem.Unreachable => "Podio cannot be reached, or asked to wait.",
            _ => "The login could not be stored.",
        };
        return error is null ? sentence : $"{sentence} {error.Describe()}";
    }
}

/// <summary>What went wrong with a sign-in.</summary>
public enum PodioSignInProblem
{
    /// <summary>The user did not agree.</summary>
    Denied = 0,

    /// <summary>Podio refused what the site asked for: its settings are wrong.</summary>
    Refused,

    /// <summary>The answer has no state of this browser's, or one that was used or has expired: nothing in it is believed (RFC 6749
    /// §10.12).</summary>
    Forged,

    /// <summary>The answer contradicts itself, or is not what Podio sends.</summary>
    Unreadable,

    /// <summary>The code was used before, or has expired.</summary>
    CodeRejected,

    /// <summary>Podio did not answer, or asked to wait.</summary>
    Unreachable,

    /// <summary>The store cannot be used.</summary>
    NotStored,
}
