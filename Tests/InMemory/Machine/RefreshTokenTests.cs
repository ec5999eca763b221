using PodioOAuth.Functional.InMemory.Tests.Wire;

namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>Refresh tokens, rotating and not (PODIO 3.9, 3.10, 7.1; RFC 6749 §6).</summary>
public sealed class RefreshTokenTests
{
    private static readonly string Invalid = Envelope.Whole(Envelope.InvalidRefreshToken, "/oauth/token");
    private static readonly string Expired = Envelope.Whole(Envelope.ExpiredRefreshToken, "/oauth/token");

    [Fact]
    public void By_default_each_refresh_gives_a_new_one_and_ends_the_old()
    {
        var podio = new TestPodio();
        var first = podio.ByPassword();
        var second = podio.Refresh(Reply.RefreshToken(first));
        Assert.NotEqual(Reply.RefreshToken(first), Reply.RefreshToken(second));
        Assert.NotEqual(Reply.AccessToken(first), Reply.AccessToken(second));
        AssertRefusedUnchanged(podio, Invalid, Reply.RefreshToken(first));
        Assert.Equal(200, podio.Refresh(Reply.RefreshToken(second)).Status); // The old one did not end its successor.
    }

    [Fact]
    public void Without_rotation_the_same_one_comes_back_and_stays_good()
    {
        var podio = new TestPodio(new PodioSettings { RotatesRefreshTokens = false });
        var first = podio.ByPassword();
        var second = podio.Refresh(Reply.RefreshToken(first));
        Assert.Equal(Reply.RefreshToken(first), Reply.RefreshToken(second));
        Assert.NotEqual(Reply.AccessToken(first), Reply.AccessToken(second));
        Assert.Equal(200, podio.Refresh(Reply.RefreshToken(first)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_lives_28_days_from_its_last_use(bool rotates)
    {
        var podio = new TestPodio(new PodioSettings { RotatesRefreshTokens = rotates });
        var token = Reply.RefreshToken(podio.ByPassword());
        for (var use = 0; use < 3; use++)
        {
            podio.Clock.Advance(TimeSpan.FromDays(28) - TimeSpan.FromTicks(1));
            token = Reply.RefreshToken(podio.Refresh(token));
        }

        podio.Clock.Advance(TimeSpan.FromDays(28));
        AssertRefusedUnchanged(podio, Expired, token);
    }

    [Fact]
    public void Its_lifetime_is_a_setting()
    {
        var podio = new TestPodio(new PodioSettings { RefreshTokenLifetime = TimeSpan.Zero });
        AssertRefusedUnchanged(podio, Expired, Reply.RefreshToken(podio.ByPassword()));
    }

    [Fact]
    public void It_is_bound_to_its_client_and_stays_good_for_it()
    {
        var podio = new TestPodio();
        var token = Reply.RefreshToken(podio.ByPassword());
        AssertRefusedUnchanged(podio, Invalid, token, asOtherClient: true);
        Assert.Equal(200, podio.Refresh(token).Status);
    }

    [Fact]
    public void An_expired_one_of_another_client_is_just_invalid()
    {
        var podio = new TestPodio();
        var token = Reply.RefreshToken(podio.ByPassword());
        podio.Clock.Advance(TimeSpan.FromDays(28));
        AssertRefusedUnchanged(podio, Invalid, token, asOtherClient: true);
    }

    [Fact]
    public void An_access_token_is_no_refresh_token()
    {
        var podio = new TestPodio();
        AssertRefusedUnchanged(podio, Invalid, Reply.AccessToken(podio.ByPassword()));
    }

    [Fact]
    public void A_refresh_leaves_the_earlier_access_token_alive()
    {
        var podio = new TestPodio();
        var first = podio.ByApp();
        var second = podio.Refresh(Reply.RefreshToken(first));
        Assert.Equal(TokenReference.App(TestPodio.AppId), podio.ReferenceOf(first));
        Assert.Equal(TokenReference.App(TestPodio.AppId), podio.ReferenceOf(second));
    }

    private static void AssertRefusedUnchanged(TestPodio podio, string body, string refreshToken, bool asOtherClient = false)
    {
        var before = podio.Podio.State;
        var reply = podio.Refresh(refreshToken, asOtherClient);
        Assert.Equal(body, Reply.Text(reply));
        Assert.Equal(400, reply.Status);
        Assert.Same(before, podio.Podio.State);
    }
}
