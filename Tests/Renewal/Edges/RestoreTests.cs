using FsCheck.Xunit;
using PodioOAuth.Functional.Stores;

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

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task One_that_could_not_have_come_from_podio_is_refused_by_name_and_nothing_is_stored(string field, SavedLogin? login)
    {
        await using var source = _bench.OfPerson();
        var error = Assert.IsType<ExchangeError>((await source.RestoreAsync(login!)).Left()).Error;
        Assert.Contains(Assert.IsType<InvalidInputError>(error).Fields, wrong => wrong.Field == field);
        Assert.Null(await _bench.Store.ReadAsync(source.Key.ToString()));
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
    }

    [Fact]
    public async Task An_empty_label_or_refresh_token_reads_as_in_a_reply()
    {
        await using var source = _bench.OfPerson();
        var token = (await source.RestoreAsync(Login(Good with { TokenType = "", RefreshToken = new Secret("") }))).Right();
        Assert.Equal(("bearer", null), (token.TokenType, token.RefreshToken));
        await using var next = _bench.OfPerson();
        Assert.Equal(token, (await next.GetTokenAsync()).Right());
    }

    [Property(Arbitrary = [typeof(PodioArbitraries)])]
    public bool What_is_written_is_read(SavedLogin login) => SavedLogin.Validate(login).Match(
        Right: valid => StoredLogin.Read(
            Key, StoredEntry.Write(Key.ToString(), new RenewalState(origin: null, valid))).Match(
                Right: stored => stored.Login == valid, Left: _ => false),
        Left: _ => true);

    private static LoginKey Key { get; } = LoginKey.OfLogin(PodioEndpoint.Default, "client", "jane");

    private static SavedLogin Login(Token token) => new(token, Bench.Start);
}
