using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>What of an exchange's error reaches who asked. By Match: an eighth error does not compile here until somebody has
/// said.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)])]
public sealed class HandedOnErrorTests
{
    [Property]
    public async Task An_error_is_passed_on_but_a_limit_is_a_cool_down_and_a_rejected_code_requires_a_sign_in(
        OAuthError error, bool isCode)
    {
        var (bench, handedOn) = (new Bench(), TokenSourceError.Exchange(error));
        TokenExchange failing = (_, _) => Task.FromResult<Either<OAuthError, Token>>(error);
        await using var app = TokenSource.Unattended(failing, Bench.App, bench.Options);
        await using var person = TokenSource.SignedIn(failing, SamplePodio.Client, "jane", options: bench.Options);
        var answer = (await (isCode ? person.TryCodeAsync() : app.GetTokenAsync())).Left();
        Assert.Equal(error.Match(
            invalidInput: _ => handedOn,
            unreachable: _ => handedOn,
            rejected: it => isCode && it.Kind == RejectionKind.InvalidGrant
                ? TokenSourceError.SignInAgain(SignInReason.CodeRejected)
                : handedOn,
            rateLimited: _ => Assert.IsType<CoolingDownError>(answer),
            secondFactorRequired: _ => handedOn,
            unavailable: _ => handedOn,
            malformedReply: _ => handedOn), answer);
    }
}
