using PodioOAuth.Functional.Core.Tests.Errors;

namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Why a source has no token: each case holds what its factory was given, and says it in a sentence.</summary>
public sealed class TokenSourceErrorTests
{
    private static readonly DateTimeOffset Nine = new(2026, 8, 11, 9, 0, 0, TimeSpan.FromHours(2));

    private static readonly OAuthError TimedOut = OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true);

    public static TheoryData<TokenSourceError, string, string> Cases => new()
    {
        { TokenSourceError.Exchange(TimedOut), "exchange", TimedOut.Describe() },
        {
            TokenSourceError.CoolingDown(Nine), "cooling down",
            "This login is cooling down after a rate limit or a failed renewal: Podio is not asked before 2026-08-11 07:00:00 UTC."
        },
        {
            TokenSourceError.LockLost, "lock lost",
            "The lock on the login could not be acquired in time, or was lost, so nothing further was sent: another process may be "
            + "renewing, or the lock server is unavailable. Try again."
        },
        {
            TokenSourceError.Undecided(Nine), "undecided",
            "A request was about to be sent at 2026-08-11 07:00:00 UTC, and its reply was never written down: what Podio did is not known. "
            + "Sign in again."
        },
    };

    public static TheoryData<SignInReason, string> Reasons => new()
    {
        { SignInReason.NoLogin, "Nobody has signed in yet." },
        { SignInReason.NoRefreshToken, "The access token has ended and there is no refresh token: sign in again." },
        { SignInReason.RefreshTokenRejected, "Podio refused the refresh token: sign in again." },
        {
            SignInReason.ReplyLost,
            "Podio refused the refresh token, which a renewal whose reply was lost has spent most likely: sign in again."
        },
        { SignInReason.CodeSpent, "The authorization code was sent and its reply was lost. A code is good for one use: sign in again." },
        { SignInReason.CodeRejected, "Podio refused the authorization code: sign in again." },
        { (SignInReason)99, "Sign in again." },
    };

    public static TheoryData<StoreProblem, string> Problems => new()
    {
        { StoreProblem.Unreadable, "cannot be read" },
        { StoreProblem.Unwritable, "cannot be written" },
        { StoreProblem.Torn, "holds something that is torn" },
        { StoreProblem.Foreign, "holds something of another kind" },
        { (StoreProblem)99, "failed" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Each_case_is_matched_and_described(TokenSourceError error, string name, string description)
    {
        Assert.Equal(name, Name(error));
        Assert.Equal(description, error.Describe());
    }

    [Theory, MemberData(nameof(Reasons))]
    public void Why_to_sign_in_again_is_said(SignInReason reason, string sentence)
    {
        var error = TokenSourceError.SignInAgain(reason);
        Assert.Equal("sign in again", Name(error));
        Assert.Equal(sentence, error.Describe());
    }

    [Theory, MemberData(nameof(Problems))]
    public void What_is_wrong_with_the_store_is_said_on_one_line(StoreProblem problem, string predicate)
    {
        var error = TokenSourceError.Store(problem, "byte\n7");
        Assert.Equal("store", Name(error));
        Assert.Equal($"The token store {predicate}: byte\\u000a7. Nothing was changed in it.", error.Describe());
        Assert.Equal($"StoreError {{ Problem = {problem}, Detail = byte\\u000a7 }}", error.ToString());
    }

    [Fact]
    public void Every_reason_and_every_problem_has_words_of_its_own()
    {
        SentenceTests.AssertComplete<SignInReason>(Reasons);
        SentenceTests.AssertComplete<StoreProblem>(Problems);
    }

    [Fact]
    public void An_exchange_error_holds_one() => Assert.Throws<ArgumentNullException>(() => TokenSourceError.Exchange(null!));

    private static string Name(TokenSourceError error) => error.Match(
        exchange: _ => "exchange", signInAgain: _ => "sign in again", coolingDown: _ => "cooling down", store: _ => "store",
        lockLost: _ => "lock lost", undecided: _ => "undecided");
}
