using LanguageExt;
using LanguageExt.Common;
using static LanguageExt.Prelude;

namespace PodioOAuth.Functional.Core.Tests.Transports;

/// <summary>Effects over transports, exchanges and providers: cold, and repeated only where that is right.</summary>
public sealed class PodioEffectsTests
{
    private static readonly OAuthError NotSent = OAuthError.Unreachable(UnreachableReason.ConnectionRefused, mayHaveBeenProcessed: false);

    private static readonly OAuthError Lost = OAuthError.Unreachable(UnreachableReason.ConnectionLost, mayHaveBeenProcessed: true);

    private static readonly Func<Either<OAuthError, Token>> Bug = () => throw new FormatException("a bug");

    private static readonly Func<Either<OAuthError, Token>> Cancelled = () => throw new OperationCanceledException("cancelled");

    private static readonly Error CancelledError = LanguageExt.Common.Errors.Cancelled;

    private static readonly SecondFactorRequest SecondFactor = new SecondFactorChallenge("n0nce").WithOneTimeCode("123456");

    private int _asked;

    [Fact]
    public async Task Creating_an_effect_sends_nothing_and_each_run_sends_one_request()
    {
        var effect = Exchange(() => Sample.Token).ToAff(Sample.Request);
        Assert.Equal(0, _asked);
        Assert.Equal(Sample.Token, (await effect.Run()).ThrowIfFail());
        Assert.Equal(Sample.Token, (await effect.Run()).ThrowIfFail());
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task An_error_is_one_that_keeps_its_value()
    {
        Assert.Same(Lost, (await Exchange(() => Lost).ToAff(Sample.Request).Run()).Case is OAuthFailure failure ? failure.Error : null);
        TokenProvider provider = _ => Task.FromResult<Either<TokenSourceError, Token>>(TokenSourceError.LockLost);
        Assert.Equal(TokenSourceError.LockLost.ToError(), (await provider.GetTokenAff().Run()).Case);
    }

    [Fact]
    public async Task A_transport_returns_the_same_effects()
    {
        var reply = new HttpReply(200, "application/json", """{"access_token":"a1","expires_in":60,"token_type":"bearer"}"""u8.ToArray());
        Transport podio = (_, _) => Task.FromResult<Either<OAuthError, HttpReply>>(_asked++ == 0 ? NotSent : reply);
        var effect = podio.RequestTokenAff(Sample.Request);
        Assert.Equal(NotSent.ToError(), (await effect.Run()).Case);
        Assert.Equal("a1", (await effect.Run()).ThrowIfFail().AccessToken.Reveal());
        var verified = podio.VerifySecondFactorAff(SecondFactor);
        Assert.Equal(2, _asked);
        Assert.Equal("a1", (await verified.Run()).ThrowIfFail().AccessToken.Reveal());
        Assert.Equal(3, _asked);
    }

    [Fact]
    public async Task A_provider_is_asked_on_each_run_with_the_token()
    {
        using var source = new CancellationTokenSource();
        List<CancellationToken> seen = [];
        TokenProvider provider = cancellationToken =>
        {
            seen.Add(cancellationToken);
            return Task.FromResult<Either<TokenSourceError, Token>>(Sample.Token);
        };
        var effect = provider.GetTokenAff(source.Token);
        Assert.Empty(seen);
        await effect.Run();
        await effect.Run();
        Assert.Equal([source.Token, source.Token], seen);
    }

    [Fact]
    public async Task Two_effects_compose_the_second_does_not_run_after_an_error_and_catchOf_recovers()
    {
        var effect =
            from first in Exchange(() => Lost).ToAff(Sample.Request)
            from second in Exchange(() => Sample.Token).ToAff(Sample.Request)
            select second;
        Assert.Equal(Lost.ToError(), (await effect.Run()).Case);
        Assert.Equal(1, _asked);
        Assert.Equal(Sample.Token, (await (effect | catchOf((OAuthFailure _) => SuccessAff(Sample.Token))).Run()).ThrowIfFail());
    }

    [Theory]
    [InlineData(false, 9, 4)] // Safe.
    [InlineData(true, 9, 1)] // Ambiguous.
    [InlineData(false, 2, 3)] // There is a token in the end.
    public async Task RetryWhile_retries_an_error_that_is_safe_to_repeat(bool mayHaveBeenProcessed, int failures, int asked)
    {
        var error = OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed);
        var effect = Exchange(() => _asked <= failures ? error : Sample.Token).ToAff(Sample.Request);
        var outcome = await effect.RetryWhile(Schedule.recurs(3), PodioEffects.IsSafeToRepeat(Sample.Request.Grant)).Run();
        Assert.Equal(failures < asked ? Sample.Token : (object)error.ToError(), outcome.Case);
        Assert.Equal(asked, _asked);
    }

    [Fact]
    public void A_rate_limit_is_repeated_only_after_a_pause_that_is_long_enough()
    {
        var limited = RateLimited(RetryAfter.After(TimeSpan.FromMinutes(5)));
        Assert.False(IsSafe(limited, TimeSpan.Zero));
        Assert.False(IsSafe(limited, TimeSpan.FromSeconds(299)));
        Assert.True(IsSafe(limited, TimeSpan.FromSeconds(300)));
        Assert.False(IsSafe(RateLimited(RetryAfter.Unknown), TimeSpan.FromMinutes(59)));
        Assert.True(IsSafe(RateLimited(RetryAfter.Unknown), TimeSpan.FromMinutes(60)));
        Assert.False(IsSafe(RateLimited(RetryAfter.At(DateTimeOffset.UnixEpoch)), TimeSpan.FromDays(1)));

        static OAuthError RateLimited(RetryAfter wait) => OAuthError.RateLimited(new ReplyFacts(420) { RetryAfter = wait });
        static bool IsSafe(OAuthError error, TimeSpan pause) => PodioEffects.IsSafeToRepeat(Sample.Request.Grant, pause)(error.ToError());
    }

    [Fact]
    public void IsSafeToRepeat_is_true_only_if_the_retry_advice_is_safe()
    {
        var code = Grant.AuthorizationCode(code: "c0de", redirectUri: "https://example.com/cb");
        Assert.True(PodioEffects.IsSafeToRepeat(code)(NotSent.ToError()));
        Assert.False(PodioEffects.IsSafeToRepeat(code, TimeSpan.FromHours(2))(OAuthError.RateLimited(new ReplyFacts(420)).ToError()));
        Assert.True(PodioEffects.IsSafeToRepeat(SecondFactor)(NotSent.ToError()));
        Assert.False(PodioEffects.IsSafeToRepeat(SecondFactor)(Lost.ToError()));
        Assert.False(PodioEffects.IsSafeToRepeat(Sample.Password)(TokenSourceError.Exchange(NotSent).ToError()));
        Assert.False(PodioEffects.IsSafeToRepeat(Sample.Password)(Error.New("another")));
        Assert.False(PodioEffects.IsSafeToRepeat(Sample.Password)(CancelledError));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Retry_stops_on_cancellation_and_on_a_bug(bool isCancellation)
    {
        var effect = Exchange(isCancellation ? Cancelled : Bug).ToAff(Sample.Request);
        AssertException(isCancellation, await effect.Retry(Schedule.recurs(3)).Run());
        AssertException(isCancellation, await effect.Retry().Run());
        AssertException(isCancellation, await effect.RetryWhile(Schedule.Forever, PodioEffects.IsSafeToRepeat(Sample.Password)).Run());
        Assert.Equal(3, _asked);
    }

    [Fact]
    public async Task Retry_retries_on_errors_but_not_on_cancellation()
    {
        Assert.Equal(Lost.ToError(), (await Exchange(() => Lost).ToAff(Sample.Request).Retry(Schedule.recurs(3)).Run()).Case);
        Assert.Equal(4, _asked);
        var lasting = Exchange(() => _asked < 9 ? Lost : Sample.Token).ToAff(Sample.Request);
        Assert.Equal(Sample.Token, (await lasting.Retry().Run()).ThrowIfFail());
        Assert.Equal(9, _asked);
        Assert.Equal(CancelledError, (await FailAff<Token>(CancelledError).Retry().Run()).Case);
    }

    // The limit that the documentation states. The day this fails, the advice to retry before mapping can go.
    [Fact]
    public async Task LanguageExts_own_Retry_also_retries_on_a_bug()
    {
        var mapped = Exchange(Bug).ToAff(Sample.Request).Map(token => token.TokenType);
        AssertException(isCancellation: false, await mapped.Retry(Schedule.recurs(3)).Run());
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task A_canceled_effect_sends_nothing()
    {
        using var source = new CancellationTokenSource();
        var effect = Exchange(() =>
        {
            source.Cancel();
            throw new OperationCanceledException(source.Token);
        }).ToAff(Sample.Request, source.Token);
        AssertException(isCancellation: true, await effect.Map(token => token.TokenType).Retry(Schedule.recurs(3)).Run());
        AssertException(isCancellation: true, await effect.Run());
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task An_exchange_or_provider_that_returns_no_outcome_is_reported()
    {
        TokenExchange none = (_, _) => null!;
        TokenProvider neither = _ => Task.FromResult<Either<TokenSourceError, Token>>(default);
        Assert.Equal(
            "The exchange or token provider returned a null task.",
            Assert.IsType<InvalidOperationException>(ExceptionOf(await none.ToAff(Sample.Request).Run())).Message);
        Assert.Equal(
            "The exchange or token provider returned default(Either).",
            Assert.IsType<InvalidOperationException>(ExceptionOf(await neither.GetTokenAff().Run())).Message);
    }

    [Fact]
    public void Null_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>("podio", () => ((Transport)null!).RequestTokenAff(Sample.Request));
        Assert.Throws<ArgumentNullException>("podio", () => ((Transport)null!).VerifySecondFactorAff(SecondFactor));
        Assert.Throws<ArgumentNullException>("exchange", () => ((TokenExchange)null!).ToAff(Sample.Request));
        Assert.Throws<ArgumentNullException>("provider", () => ((TokenProvider)null!).GetTokenAff());
        Assert.Throws<ArgumentNullException>("grant", () => PodioEffects.IsSafeToRepeat((Grant)null!));
        Assert.Throws<ArgumentNullException>("request", () => PodioEffects.IsSafeToRepeat((SecondFactorRequest)null!));
    }

    private TokenExchange Exchange(Func<Either<OAuthError, Token>> answer) => async (_, _) =>
    {
        _asked++;
        await Task.Yield();
        return answer();
    };

    private static void AssertException<T>(bool isCancellation, Fin<T> outcome) => Assert.Equal(
        isCancellation ? typeof(OperationCanceledException) : typeof(FormatException), ExceptionOf(outcome).GetType());

    private static Exception ExceptionOf<T>(Fin<T> outcome) => outcome.Case is Error { IsExceptional: true } error
        ? error.ToException()
        : throw new Xunit.Sdk.XunitException($"No exception but {outcome}.");
}
