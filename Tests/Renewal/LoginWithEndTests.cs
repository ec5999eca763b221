namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A login that belongs to one sign-in of a web site: it ends with it, and a sign-in that fails leaves nothing.</summary>
public sealed class LoginWithEndTests
{
    private const string Redirect = "https://app.example.com/signin-podio";
    private static readonly TimeSpan Life = TimeSpan.FromHours(20);

    private readonly Bench _bench;
    private readonly FakeTimeProvider _clock = new(Bench.Start);
    private readonly InMemoryTokenStore _store;

    public LoginWithEndTests()
    {
        _store = new InMemoryTokenStore(_clock);
        _bench = new Bench { Store = _store };
    }

    [Fact]
    public async Task Until_it_ends_it_is_renewed_and_then_there_is_none()
    {
        (await SignInAsync(_bench.Person)).Right();
        Advance(TimeSpan.FromHours(9));
        await _bench.Person.TokenAsync();
        Assert.Equal(2, _bench.Exchanges);
        Advance(TimeSpan.FromHours(11) - TimeSpan.FromSeconds(1));
        await _bench.Person.TokenAsync();
        await _bench.Person.TokenAsync(); // Served from then on without a look, while it lives: for hours, but for the end.
        (await _bench.PersonElsewhereAsync()).Right(); // Another process finds it as well.
        var exchanges = _bench.Exchanges;
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Bench.NoLogin, (await _bench.PersonElsewhereAsync()).Left());
        Assert.Equal(Bench.NoLogin, await _bench.Person.ErrorAsync());
        Assert.Equal(Bench.NoLogin, (await _bench.Person.RenewAsync()).Left());
        Assert.Equal(exchanges, _bench.Exchanges);
        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task A_store_that_ignores_lifetimes_does_not_keep_it_alive()
    {
        var store = new ScriptedStore(_store);
        await using var source = _bench.OfPerson(options: _bench.Options with { Store = store });
        (await SignInAsync(source)).Right();
        _bench.Advance(Life); // The store's clock stands still.
        store.BeforeWrite = ScriptedStore.Refuse;
        Assert.Equal(Bench.NoLogin, (await _bench.PersonElsewhereAsync()).Left());
        Assert.Equal(Bench.NoLogin, await source.ErrorAsync());
        Assert.Null(await StoredAsync()); // It was not written back, but removed.
    }

    [Theory]
    [InlineData("by its source"), InlineData("by its source, after an eviction"), InlineData("elsewhere"), InlineData("without a source")]
    public async Task The_record_of_a_sign_out_is_gone_when_the_login_would_have_ended(string how)
    {
        (await SignInAsync(_bench.Person)).Right();
        await (how.Contains("eviction", StringComparison.Ordinal) ? _store.RemoveAsync(_bench.Person.Key.ToString()) : Task.CompletedTask);
        await using var other = _bench.OfPerson();
        _ = how == "without a source"
            ? await _store.ForgetAsync(_bench.Person.Key, timeProvider: _bench.Clock)
            : (object?)await (how == "elsewhere" ? other : _bench.Person).SignOutAsync();
        Assert.NotNull(await StoredAsync());
        Advance(Life);
        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task Codes_that_Podio_rejects_and_a_Podio_that_cannot_be_reached_leave_nothing()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var source = _bench.OfPerson($"sign-in-{i}");
            Assert.Equal(TokenSourceError.SignInAgain(SignInReason.CodeRejected), (await SignInAsync(source, $"made-up-{i}")).Left());
        }

        _bench.Arm(Fault.Refuse);
        Assert.IsType<ExchangeError>((await SignInAsync(_bench.Person)).Left());
        Assert.Equal((0, 0), _store.Count);
    }

    [Fact]
    public async Task A_code_with_an_unknown_fate_is_remembered_for_ten_minutes()
    {
        var code = _bench.NewCode(Redirect);
        _bench.Arm(Fault.DropReply);
        Assert.IsType<ExchangeError>((await SignInAsync(_bench.Person, code)).Left());
        await using var again = _bench.OfPerson();
        Assert.IsType<UndecidedError>((await SignInAsync(again, code)).Left());
        Assert.Equal(1, _bench.Exchanges);
        Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task A_code_that_is_delivered_to_two_processes_is_sent_once()
    {
        var code = _bench.NewCode(Redirect);
        await using var other = _bench.OfPerson();
        var answers = await Task.WhenAll(SignInAsync(_bench.Person, code), SignInAsync(other, code));
        Assert.Equal(answers[0].Right(), answers[1].Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    private Task<LanguageExt.Either<TokenSourceError, Token>> SignInAsync(SignedInTokenSource source, Secret? code = null) =>
        source.SignInUntilAsync(_bench.Clock.GetUtcNow() + Life, code ?? _bench.NewCode(Redirect), Redirect);

    private Task<ReadOnlyMemory<byte>?> StoredAsync() => _store.ReadAsync(_bench.Person.Key.ToString());

    private void Advance(TimeSpan time)
    {
        _bench.Advance(time);
        _clock.Advance(time);
    }
}
