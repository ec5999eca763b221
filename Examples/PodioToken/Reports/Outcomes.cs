using PodioOAuth.Functional;

namespace PodioToken.Reports;

/// <summary>Errors of the library as outcomes.</summary>
internal static class Outcomes
{
    public static Outcome Of(OAuthError error, DateTimeOffset now) => new(
        Words.Outcome(error),
        ExitCode.Of(error),
        error.Describe(),
        new Fact("code", Words.Code(error)),
        new Fact("detail", Words.Detail(error)),
        new Fact("wait_seconds", Words.WaitSeconds(error, now)));

    public static Outcome Of(TokenSourceError error, DateTimeOffset now) => error is ExchangeError exchange
        ? Of(exchange.Error, now)
        : Outcome.Failed(
            ExitCode.Of(error),
            $"{(error is SignInAgainError again ? Words.Describe(again) : error.Describe())}{CureOf(error)}",
            DetailOf(error));

    private static string CureOf(TokenSourceError error) => error switch
    {
        SignInAgainError or UndecidedError => " (podio-token login)",
        StoreError => " Run podio-token doctor for details.",
        _ => "",
    };

    private static Fact DetailOf(TokenSourceError error) => error switch
    {
        SignInAgainError again => new Fact(
            "reason", again.Reason == SignInReason.NoLogin ? "signed_out" : Words.SnakeCase(again.Reason)),
        CoolingDownError cooling => new Fact("until", Words.Instant(cooling.Until)),
        UndecidedError undecided => new Fact("since", Words.Instant(undecided.Since)),
        StoreError store => new Fact("problem", Words.SnakeCase(store.Problem)),
        _ => new Fact("detail", null),
    };
}
