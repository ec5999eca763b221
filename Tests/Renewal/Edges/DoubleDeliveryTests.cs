using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A code that is delivered twice is sent once: a browser repeats its request, a load balancer retries it elsewhere.</summary>
public sealed class DoubleDeliveryTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task At_once_both_get_the_same_token()
    {
        await using var source = _bench.OfPerson();
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (first, second) = (SignInAsync(source), SignInAsync(source));
        _bench.Gate.SetResult();
        Assert.Equal(Bench.Right(await first), Bench.Right(await second));
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task Later_and_from_another_process_too_and_the_login_lives_on()
    {
        await using var source = _bench.OfPerson();
        var token = Bench.Right(await SignInAsync(source));
        Assert.Equal(token, Bench.Right(await SignInAsync(source)));
        await using var other = _bench.OfPerson();
        Assert.Equal(token, Bench.Right(await SignInAsync(other)));
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        var renewed = Bench.Right(await SignInAsync(other)); // A token that is good now.
        Assert.NotEqual(token, renewed);
        Assert.Equal(renewed, Bench.Right(await source.GetTokenAsync()));
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_that_was_rejected_is_named_so_again()
    {
        await using var source = _bench.OfPerson();
        var rejected = TokenSourceError.SignInAgain(SignInReason.CodeRejected);
        Assert.Equal(rejected, Bench.Left(await SignInAsync(source, "unknown")));
        await using var other = _bench.OfPerson();
        Assert.Equal(rejected, Bench.Left(await SignInAsync(other, "unknown")));
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_whose_reply_was_lost_is_named_undecided_and_spent_once_that_was_told()
    {
        await using var source = _bench.OfPerson();
        Bench.Right(await SignInAsync(source));
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        _bench.Podio.Update(state => state.Arm(Fault.DropReply));
        Bench.Left(await SignInAsync(source, SamplePodio.Codes[1]));
        Assert.Equal(TokenSourceError.Undecided(Bench.Start.AddHours(1)), Bench.Left(await SignInAsync(source, SamplePodio.Codes[1])));
        await using var other = _bench.OfPerson();
        Bench.Right(await other.GetTokenAsync()); // Settles the undecided code.
        Assert.Equal(
            TokenSourceError.SignInAgain(SignInReason.CodeSpent), Bench.Left(await SignInAsync(other, SamplePodio.Codes[1])));
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_that_did_not_reach_podio_may_be_sent_again()
    {
        await using var source = _bench.OfPerson();
        _bench.Podio.Update(state => state.Arm(Fault.Refuse));
        Bench.Left(await SignInAsync(source));
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Bench.Right(await SignInAsync(source));
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_whose_token_could_not_be_saved_is_saved_by_the_second_delivery()
    {
        var store = new ScriptedStore();
        var bench = new Bench { Store = store };
        await using var source = bench.OfPerson();
        store.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>(Bench.Left(await SignInAsync(source)));
        var token = Bench.Right(await SignInAsync(source));
        await using var other = bench.OfPerson();
        Assert.Equal(token, Bench.Right(await other.GetTokenAsync()));
        Assert.Equal(1, bench.Exchanges);
    }

    [Fact]
    public async Task After_a_sign_out_the_same_code_brings_nothing_back()
    {
        await using var source = _bench.OfPerson();
        Bench.Right(await SignInAsync(source));
        await source.SignOutAsync();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), Bench.Left(await SignInAsync(source)));
        Assert.Equal(1, _bench.Exchanges);
    }

    private static Task<Either<TokenSourceError, Token>> SignInAsync(SignedInTokenSource source, Secret? code = null) =>
        source.SignInAsync(code ?? SamplePodio.Codes[0], SamplePodio.RedirectUri);
}
