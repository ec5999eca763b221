namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Why a source has no token: each case holds what its factory was given, and says it in a sentence.</summary>
public sealed class TokenSourceErrorTests
{
    private static readonly DateTimeOffset Nine = new(2026, 8, 11, 9, 0, 0, TimeSpan.FromHours(2));

    private static readonly OAuthError TimedOut = OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true);

    public static TheoryData<TokenSourceError, string, string> Cases => new()
    {
        { TokenSourceError.Exchange(TimedOut), "exchange", TimedOut.Describe() },
        { TokenSourceError.SignInAgain(SignInReason.NoLogin), "sign in again", "Nobody has signed in yet." },
        {
            TokenSourceError.SignInAgain(SignInReason.CodeRejected), "sign in again",
            "Podio refused the authorization code: sign in again."
        },
        {
            TokenSourceError.CoolingDown(Nine), "cooling down",
            "This login is cooling down after a rate limit or a failed renewal: Podio is not asked before 2026-08-11 07:00:00 UTC."
        },
        {
            TokenSourceError.Store(StoreProblem.Torn, "byte\n7"), "store",
            "The token store holds something that is torn: byte\\u000a7. Nothing was changed in it."
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

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_case_is_matched_and_described(TokenSourceError error, string name, string description)
    {
        Assert.Equal(name, error.Match(
            exchange: _ => "exchange", signInAgain: _ => "sign in again", coolingDown: _ => "cooling down", store: _ => "store",
            lockLost: _ => "lock lost", undecided: _ => "undecided"));
        Assert.Equal(description, error.Describe());
    }

    [Fact]
    public void Every_reason_and_every_problem_has_a_sentence_of_its_own()
    {
        var reasons = Enum.GetValues<SignInReason>().Select(reason => TokenSourceError.SignInAgain(reason).Describe()).ToList();
        var problems = Enum.GetValues<StoreProblem>().Select(problem => TokenSourceError.Store(problem, "here").Describe()).ToList();
        Assert.Equal(reasons.Count, reasons.Distinct().Count());
        Assert.Equal(problems.Count, problems.Distinct().Count());
        Assert.DoesNotContain("Sign in again.", reasons);
    }

    [Fact]
    public void An_exchange_error_holds_one() => Assert.Throws<ArgumentNullException>(() => TokenSourceError.Exchange(null!));
}
