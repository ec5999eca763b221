namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A login that comes from elsewhere goes by the rules of a reply: what a writer writes every reader reads.</summary>
public sealed class RestoreTests
{
    private static readonly Token Good = new("access", "bearer", TimeSpan.FromHours(1), "refresh", TokenReference.None, "global:all");

    private readonly Bench _bench = new();

    public static TheoryData<string, SavedLogin?> Unusable => new()
    {
        { FieldNames.Login, null },
        { FieldNames.AccessToken, Login(Good with { AccessToken = new Secret("") }) },
        { FieldNames.AccessToken, Login(Good with { AccessToken = null! }) },
        { FieldNames.AccessToken, Login(Good with { AccessToken = new Secret("a\nb") }) },
        { FieldNames.RefreshToken, Login(Good with { RefreshToken = new Secret("r\r\n") }) },
        { FieldNames.RefreshToken, Login(Good with { RefreshToken = new Secret("é") }) },
    };

    [Theory, MemberData(nameof(Unusable))]
    public async Task An_invalid_login_is_refused_with_its_field_and_nothing_is_stored(string field, SavedLogin? login)
    {
        var error = Assert.IsType<ExchangeError>((await _bench.Person.RestoreAsync(login!)).Left()).Error;
        Assert.Contains(Assert.IsType<InvalidInputError>(error).Fields, wrong => wrong.Field == field);
        Assert.Null(await _bench.Store.ReadAsync(_bench.Person.Key.ToString()));
        await _bench.Person.SignInAsync();
    }

    [Fact]
    public async Task An_empty_label_or_refresh_token_reads_as_in_a_reply()
    {
        var token = (await _bench.Person.RestoreAsync(Login(Good with { TokenType = "", RefreshToken = new Secret("") }))).Right();
        Assert.Equal(("bearer", null), (token.TokenType, token.RefreshToken));
        Assert.Equal(token, (await _bench.PersonElsewhereAsync()).Right());
    }

    [Property(Arbitrary = [typeof(PodioArbitraries)])]
    public bool A_written_login_is_read_back(SavedLogin login) => SavedLogin.Validate(login).Match(
        Right: valid => StoredLogin.Read(
            Key, StoredEntry.Write(Key.ToString(), new RenewalState(origin: null, valid))).Match(
                Right: stored => stored.Login == valid, Left: _ => false),
        Left: _ => true);

    private static LoginKey Key { get; } = LoginKey.OfLogin(PodioEndpoint.Default, "client", "jane");

    private static SavedLogin Login(Token token) => new(token, Bench.Start);

    [Fact]
    public async Task An_overdue_warning_is_raised_at_once_and_only_once()
    {
        await _bench.Person.RestoreAsync(new SavedLogin(Good with { Lifetime = TimeSpan.FromDays(60) }, Bench.Start.AddDays(-27)));
        Assert.False(_bench.Person.Warning.IsPending);
        Assert.Single(_bench.Events.OfType<RefreshTokenAgingEvent>());
    }

    [Fact]
    public async Task A_login_that_was_ended_does_not_come_back_when_an_older_one_was_restored_and_refused()
    {
        await using var here = _bench.OfPerson();
        var token = await here.SignInAsync();
        await using var there = _bench.OfPerson();
        await there.SignOutAsync();
        var old = new SavedLogin(token with { AccessToken = "x", RefreshToken = "unknown" }, Bench.Start.AddDays(-3));
        (await there.RestoreAsync(old)).Left();
        _bench.Advance(TimeSpan.FromHours(9));
        Assert.IsType<SignInAgainError>(await here.ErrorAsync());
    }
}
