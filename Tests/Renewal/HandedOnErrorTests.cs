using FsCheck.Xunit;
using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>What of an exchange's error reaches who asked. By Match: an eighth error does not compile here until somebody has
/// said.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)])]
public sealed class HandedOnErrorTests
{
    private readonly Bench _bench = new();

    [Property]
    public async Task An_app_s_error_is_handed_on_and_a_limit_is_a_cool_down(OAuthError error)
    {
        var options = _bench.Options with { Store = new InMemoryTokenStore() };
        await using var source = TokenSource.Unattended(Failing(error), Bench.App, options);
        var answer = (await source.GetTokenAsync()).Left();
        var handedOn = TokenSourceError.Exchange(error);
        error.Match(
            invalidInput: _ => Same(handedOn, answer),
            unreachable: _ => Same(handedOn, answer),
            rejected: _ => Same(handedOn, answer),
            rateLimited: _ => Assert.IsType<CoolingDownError>(answer),
            secondFactorRequired: _ => Same(handedOn, answer),
            unavailable: _ => Same(handedOn, answer),
            malformedReply: _ => Same(handedOn, answer));
    }

    [Property]
    public async Task A_code_s_error_is_handed_on_but_for_a_limit_and_a_rejected_code(OAuthError error)
    {
        var options = _bench.Options with { Store = new InMemoryTokenStore() };
        await using var source = TokenSource.SignedIn(Failing(error), SamplePodio.Client, "jane", options: options);
        var answer = (await source.SignInAsync("c0de", SamplePodio.RedirectUri)).Left();
        var handedOn = TokenSourceError.Exchange(error);
        error.Match(
            invalidInput: _ => Same(handedOn, answer),
            unreachable: _ => Same(handedOn, answer),
            rejected: it => Same(
                it.Kind == RejectionKind.InvalidGrant ? TokenSourceError.SignInAgain(SignInReason.CodeRejected) : handedOn, answer),
            rateLimited: _ => Assert.IsType<CoolingDownError>(answer),
            secondFactorRequired: _ => Same(handedOn, answer),
            unavailable: _ => Same(handedOn, answer),
            malformedReply: _ => Same(handedOn, answer));
    }

    private static TokenExchange Failing(OAuthError error) => (_, _) => Task.FromResult<Either<OAuthError, Token>>(error);

    private static TokenSourceError Same(TokenSourceError expected, TokenSourceError answer)
    {
        Assert.Equal(expected, answer);
        return answer;
    }
}
