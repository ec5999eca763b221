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
        Assert.Equal((await first).Right(), (await second).Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task Later_and_from_another_process_too_and_the_login_lives_on()
    {
        await using var source = _bench.OfPerson();
        var token = (await SignInAsync(source)).Right();
        Assert.Equal(token, (await SignInAsync(source)).Right());
        await using var other = _bench.OfPerson();
        Assert.Equal(token, (await SignInAsync(other)).Right());
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        var renewed = (await SignInAsync(other)).Right(); // A token that is good now.
        Assert.NotEqual(token, renewed);
        Assert.Equal(renewed, (await source.GetTokenAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_that_was_rejected_is_named_so_again()
    {
        await using var source = _bench.OfPerson();
        var rejected = TokenSourceError.SignInAgain(SignInReason.CodeRejected);
        Assert.Equal(rejected, (await SignInAsync(source, "unknown")).Left());
        await using var other = _bench.OfPerson();
        Assert.Equal(rejected, (await SignInAsync(other, "unknown")).Left());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_whose_reply_was_lost_is_named_undecided_and_spent_once_that_was_told()
    {
        await using var source = _bench.OfPerson();
        (await SignInAsync(source)).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        _bench.Podio.Update(state => state.Arm(Fault.DropReply));
        (await SignInAsync(source, SamplePodio.Codes[1])).Left();
        Assert.Equal(TokenSourceError.Undecided(Bench.Start.AddHours(1)), (await SignInAsync(source, SamplePodio.Codes[1])).Left());
        await using var other = _bench.OfPerson();
        (await other.GetTokenAsync()).Right(); // Settles the undecided code.
        Assert.Equal(
            TokenSourceError.SignInAgain(SignInReason.CodeSpent), (await SignInAsync(other, SamplePodio.Codes[1])).Left());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_that_did_not_reach_podio_may_be_sent_again()
    {
        await using var source = _bench.OfPerson();
        _bench.Podio.Update(state => state.Arm(Fault.Refuse));
        (await SignInAsync(source)).Left();
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        (await SignInAsync(source)).Right();
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_whose_token_could_not_be_saved_is_saved_by_the_second_delivery()
    {
        var store = new ScriptedStore();
        var bench = new Bench { Store = store };
        await using var source = bench.OfPerson();
        store.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>((await SignInAsync(source)).Left());
        var token = (await SignInAsync(source)).Right();
        await using var other = bench.OfPerson();
        Assert.Equal(token, (await other.GetTokenAsync()).Right());
        Assert.Equal(1, bench.Exchanges);
    }

    [Fact]
    public async Task After_a_sign_out_the_same_code_brings_nothing_back()
    {
        await using var source = _bench.OfPerson();
        (await SignInAsync(source)).Right();
        await source.SignOutAsync();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await SignInAsync(source)).Left());
        Assert.Equal(1, _bench.Exchanges);
    }

    private static Task<Either<TokenSourceError, Token>> SignInAsync(SignedInTokenSource source, Secret? code = null) =>
        source.SignInAsync(code ?? SamplePodio.Codes[0], SamplePodio.RedirectUri);
}
