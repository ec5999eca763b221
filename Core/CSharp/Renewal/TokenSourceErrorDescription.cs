using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>The English of <see cref="TokenSourceError.Describe"/>.</summary>
internal static class TokenSourceErrorDescription
{
    internal static string Of(TokenSourceError error) => error.Match(
        exchange: e => e.Error.Describe(),
        signInAgain: e => Sentence(e.Reason),
        coolingDown: e => $"Podio asked for a pause, or a renewal has just failed: nothing is asked before {Text(e.Until)}.",
        store: e => $"The token store {Sentence(e.Problem)}: {Printable.Escape(e.Detail)}. Nothing was changed in it.",
        lockLost: _ => "The lock on the login was not had in time, or was lost, so nothing further was sent: another process may be renewing, "
            + "or the server of locks is away. Try again.",
        undecided: e => $"A request was about to be sent at {Text(e.Since)}, and its reply was never written down: what Podio did is not "
            + "known. Sign in again.");

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Sentence(SignInReason reason) => reason switch
    {
        SignInReason.NoLogin => "Nobody has signed in yet.",
        SignInReason.NoRefreshToken => "The access token has ended and there is no refresh token: sign in again.",
        SignInReason.RefreshTokenRejected => "Podio refused the refresh token: sign in again.",
        SignInReason.ReplyLost => "Podio refused the refresh token, which a renewal whose reply was lost has spent most likely: sign in again.",
        SignInReason.CodeSpent => "The authorization code was sent and its reply was lost. A code is good for one use: sign in again.",
        SignInReason.CodeRejected => "Podio refused the authorization code: sign in again.",
        _ => "Sign in again.",
    };

    private static string Sentence(StoreProblem problem) => problem switch
    {
        StoreProblem.Unreadable => "cannot be read",
        StoreProblem.Unwritable => "cannot be written",
        StoreProblem.Torn => "holds something that is torn",
        StoreProblem.Foreign => "holds something of another kind",
        _ => "failed",
    };
}
