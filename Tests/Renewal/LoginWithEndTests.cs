using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A login that belongs to one sign-in of a web site: it ends with it, and a sign-in that fails leaves nothing.</summary>
public sealed class LoginWithEndTests
{
    private const string Redirect = "https://app.example.com/signin-podio";
    private static readonly TimeSpan Life = TimeSpan.FromHours(20);

    private readonly Bench _bench;
    private readonly FakeTimeProvider _clock;
    private readonly InMemoryTokenStore _store;

    public LoginWithEndTests()
    {
        _store = new InMemoryTokenStore(_clock = new FakeTimeProvider(Bench.Start));
        _bench = new Bench { Store = _store };
    }

    [Fact]
    public async Task It_is_renewed_until_it_ends_and_then_there_is_none()
    {
        await using var source = _bench.OfPerson();
        (await SignInAsync(source)).Right();
        Advance(TimeSpan.FromHours(9));
        (await source.GetTokenAsync()).Right();
        Assert.Equal(2, _bench.Exchanges);
        Advance(TimeSpan.FromHours(11) - TimeSpan.FromSeconds(1));
        (await source.GetTokenAsync()).Right();
        (await source.GetTokenAsync()).Right(); // Served from then on without a look, while it lives: for hours, but for the end.
        var exchanges = _bench.Exchanges;
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await source.GetTokenAsync()).Left());
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await source.RenewAsync()).Left());
        Assert.Equal(exchanges, _bench.Exchanges);
        Assert.Null(await _store.ReadAsync(source.Key.ToString()));
    }

    [Fact]
    public async Task Another_process_finds_it_until_it_ends()
    {
        await using var source = _bench.OfPerson();
        (await SignInAsync(source)).Right();
        Advance(Life - TimeSpan.FromSeconds(1));
        await using var late = _bench.OfPerson();
        (await late.GetTokenAsync()).Right();
        Advance(TimeSpan.FromSeconds(1));
        await using var later = _bench.OfPerson();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await later.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task A_store_that_minds_no_lifetime_does_not_keep_it_alive()
    {
        var bench = new Bench { Store = new InMemoryTokenStore(new FakeTimeProvider(Bench.Start)) }; // Its clock stands still.
        await using var source = bench.OfPerson();
        (await SignInAsync(source, bench)).Right();
        bench.Clock.Advance(Life);
        await using var other = bench.OfPerson();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await other.GetTokenAsync()).Left());
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await source.GetTokenAsync()).Left());
        Assert.Null(await bench.Store.ReadAsync(source.Key.ToString())); // It was not written back, but removed.
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_sign_out_leaves_is_gone_when_the_login_would_have_ended(bool isForgotten)
    {
        await using var source = _bench.OfPerson();
        (await SignInAsync(source)).Right();
        _ = isForgotten
            ? await _store.ForgetAsync(source.Key, timeProvider: _bench.Clock)
            : await source.SignOutAsync();
        Assert.NotNull(await _store.ReadAsync(source.Key.ToString()));
        Advance(Life);
        Assert.Null(await _store.ReadAsync(source.Key.ToString()));
    }

    [Fact]
    public async Task Codes_that_Podio_rejects_leave_nothing()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var source = _bench.OfPerson($"sign-in-{i}");
            var answer = await source.SignInUntilAsync(_bench.Clock.GetUtcNow() + Life, $"made-up-{i}", Redirect);
            Assert.Equal(TokenSourceError.SignInAgain(SignInReason.CodeRejected), answer.Left());
        }

        Assert.Equal((0, 0), _store.Count);
    }

    [Fact]
    public async Task A_Podio_that_cannot_be_reached_leaves_nothing()
    {
        await using var source = _bench.OfPerson();
        var code = Code(_bench);
        _bench.Podio.Update(state => state.Arm(Fault.Refuse));
        Assert.IsType<ExchangeError>((await source.SignInUntilAsync(_bench.Clock.GetUtcNow() + Life, code, Redirect)).Left());
        Assert.Equal((0, 0), _store.Count);
    }

    [Fact]
    public async Task A_code_whose_fate_nobody_knows_is_remembered_for_ten_minutes()
    {
        var code = Code(_bench);
        _bench.Podio.Update(state => state.Arm(Fault.DropReply));
        await using var source = _bench.OfPerson();
        Assert.IsType<ExchangeError>((await source.SignInUntilAsync(_bench.Clock.GetUtcNow() + Life, code, Redirect)).Left());
        await using var again = _bench.OfPerson();
        Assert.IsType<UndecidedError>((await again.SignInUntilAsync(_bench.Clock.GetUtcNow() + Life, code, Redirect)).Left());
        Assert.Equal(1, _bench.Exchanges);
        Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await _store.ReadAsync(source.Key.ToString()));
    }

    [Fact]
    public async Task A_code_that_is_delivered_to_two_processes_is_sent_once()
    {
        var code = Code(_bench);
        await using var one = _bench.OfPerson();
        await using var other = _bench.OfPerson();
        var endsAt = _bench.Clock.GetUtcNow() + Life;
        var answers = await Task.WhenAll(
            one.SignInUntilAsync(endsAt, code, Redirect), other.SignInUntilAsync(endsAt, code, Redirect));
        Assert.Equal(answers[0].Right(), answers[1].Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    private static Secret Code(Bench bench) =>
        bench.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, Redirect);

    private Task<LanguageExt.Either<TokenSourceError, Token>> SignInAsync(SignedInTokenSource source, Bench? bench = null) =>
        source.SignInUntilAsync((bench ?? _bench).Clock.GetUtcNow() + Life, Code(bench ?? _bench), Redirect);

    private void Advance(TimeSpan time)
    {
        _bench.Clock.Advance(time);
        _clock.Advance(time);
    }
}
