using System.Security.Cryptography;
using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A store that many share gives nobody the login of somebody else, however much he knows of it but the secret.</summary>
public sealed class AnothersLoginTests
{
    private readonly Bench _bench = new();

    public static TheoryData<string> Kinds => new() { "app", "password" };

    [Theory, MemberData(nameof(Kinds))]
    public async Task Another_secret_is_sent_to_Podio_and_a_rejection_changes_nothing(string kind)
    {
        var token = (await GetAsync(Of(kind))).Right();
        var refused = Assert.IsType<ExchangeError>((await GetAsync(Of(kind, "another"))).Left());
        Assert.IsType<RejectedError>(refused.Error);
        Assert.Equal(token, (await GetAsync(Of(kind))).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_changed_secret_proves_itself_once_and_then_has_the_login(string kind)
    {
        (await GetAsync(Of(kind))).Right();
        _bench.Podio.Update(state => kind == "app"
            ? state.WithApp(SamplePodio.AppId, "changed")
            : state.WithUser(SamplePodio.UserId, SamplePodio.Username, "changed"));
        var token = (await GetAsync(Of(kind, "changed"))).Right();
        Assert.Equal(token, (await GetAsync(Of(kind, "changed"))).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_changed_client_secret_keeps_the_login()
    {
        var token = (await GetAsync(Of("app"))).Right();
        var request = Of("app") with { Client = SamplePodio.Client with { ClientSecret = "changed" } };
        Assert.Equal(token, (await GetAsync(request)).Right());
    }

    [Fact]
    public async Task A_failure_of_a_source_with_another_secret_is_remembered_by_that_source_only()
    {
        (await GetAsync(Of("app"))).Right();
        await using var another = TokenSource.Unattended(_bench.Exchange, Of("app", "another"), _bench.Options);
        await another.ErrorAsync();
        await another.ErrorAsync();
        Assert.Equal(2, _bench.Exchanges);
        (await GetAsync(Of("app"))).Right();
    }

    // Of what has no login the other one has to be kept from nothing.
    [Fact]
    public async Task A_failure_replaces_that_of_a_source_with_another_secret()
    {
        _bench.Arm(Fault.Unavailable(), Fault.Unavailable());
        Assert.IsType<ExchangeError>((await GetAsync(Of("app", "another"))).Left());
        Assert.IsType<ExchangeError>((await GetAsync(Of("app"))).Left());
        Assert.IsType<CoolingDownError>((await GetAsync(Of("app"))).Left());
    }

    // What can be guessed is guessed slowly.
    [Theory, InlineData(true, 600_000), InlineData(false, 1_000)]
    public void A_proof_is_computed_in_600000_rounds(bool isGuessable, int rounds)
    {
        var proof = new OriginProof(new LoginOrigin("kind", "name", new Secret("secret"), isGuessable)).Own();
        Assert.Equal(Rfc2898DeriveBytes.Pbkdf2("secret", proof.Salt, rounds, HashAlgorithmName.SHA256, 32), proof.Proof);
    }

    private static TokenRequest Of(string kind, string? secret = null) => new(SamplePodio.Client, kind == "app"
        ? Grant.App(SamplePodio.AppId, secret ?? SamplePodio.AppToken)
        : Grant.Password(SamplePodio.Username, secret ?? SamplePodio.Password));

    private async Task<Either<TokenSourceError, Token>> GetAsync(TokenRequest request)
    {
        await using var source = TokenSource.Unattended(_bench.Exchange, request, _bench.Options);
        return await source.GetTokenAsync();
    }

    [Fact]
    public void Anothers_proof_is_computed_once_however_often_it_is_found()
    {
        var origin = new LoginOrigin("app", "1", new Secret("token"), IsGuessable: false);
        var (others, own) = (new OriginProof(origin with { Secret = new Secret("another") }), new OriginProof(origin));
        for (var look = 0; look < 100; look++)
        {
            Assert.False(own.Accepts(others.Own()));
        }

        Assert.Equal(1, own.Worked);
        var renewed = new OriginProof(origin).Own();
        Assert.True(own.Accepts(renewed));
        Assert.True(own.Accepts(renewed));
        Assert.Equal(2, own.Worked);
    }
}
