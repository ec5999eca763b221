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
            "This login is cooling down after a rate limit or a failed renewal: no request is sent before 2026-08-11 07:00:00 UTC."
        },
        {
            TokenSourceError.LockLost, "lock lost",
            "The lock on the login couldn't be acquired in time, or was lost, so nothing further was sent: another process may be "
            + "renewing, or the lock server is unavailable. Retry later."
        },
        {
            TokenSourceError.Undecided(Nine), "undecided",
            "A request was about to be sent at 2026-08-11 07:00:00 UTC, and its reply was never recorded, so what Podio did is unknown. "
            + "Sign in again."
        },
    };

    public static TheoryData<SignInReason, string> Reasons => new()
    {
        { SignInReason.NoLogin, "Nobody has signed in yet." },
        { SignInReason.NoRefreshToken, "The access token has expired and there is no refresh token. Sign in again." },
        { SignInReason.RefreshTokenRejected, "Podio rejected the refresh token. Sign in again." },
        {
            SignInReason.ReplyLost,
            "Podio rejected the refresh token, most likely because a renewal whose reply was lost had already used it. Sign in again."
        },
        {
            SignInReason.CodeSpent,
            "The authorization code was sent and its reply was lost. A code can be used once. Sign in again."
        },
        { SignInReason.CodeRejected, "Podio rejected the authorization code. Sign in again." },
        { (SignInReason)99, "Sign in again." },
    };

    public static TheoryData<StoreProblem, string> Problems => new()
    {
        { StoreProblem.Unreadable, "can't be read" },
        { StoreProblem.Unwritable, "can't be written" },
        { StoreProblem.Torn, "contains a truncated or corrupt entry" },
        { StoreProblem.Foreign, "contains an entry of another kind" },
        { (StoreProblem)99, "failed" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Each_case_is_matched_and_described(TokenSourceError error, string name, string description)
    {
        Assert.Equal(name, Name(error));
        Assert.Equal(description, error.Describe());
    }

    [Theory, MemberData(nameof(Reasons))]
    public void The_reason_to_sign_in_again_is_stated(SignInReason reason, string sentence)
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
        Assert.Equal($"The token store {predicate}: byte\\u000a7. The store wasn't changed.", error.Describe());
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
