namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>Refresh tokens, rotating and not (PODIO 3.9, 3.10, 7.1; RFC 6749 §6).</summary>
public sealed class RefreshTokenTests
{
    private static readonly string Invalid = Envelope.Whole(Envelope.InvalidRefreshToken, "/oauth/token");
    private static readonly string Expired = Envelope.Whole(Envelope.ExpiredRefreshToken, "/oauth/token");

    [Fact]
    public void By_default_each_refresh_returns_a_new_refresh_token_and_revokes_the_old_one()
    {
        var podio = new TestPodio();
        var first = podio.ByPassword();
        var second = podio.Refresh(Reply.RefreshToken(first));
        Assert.NotEqual(Reply.RefreshToken(first), Reply.RefreshToken(second));
        Assert.NotEqual(Reply.AccessToken(first), Reply.AccessToken(second));
        Refused.Unchanged(podio, Invalid, () => podio.Refresh(Reply.RefreshToken(first)));
        Assert.Equal(200, podio.Refresh(Reply.RefreshToken(second)).Status); // The old one did not end its successor.
    }

    [Fact]
    public void Without_rotation_the_same_refresh_token_is_returned_and_stays_valid()
    {
        var podio = new TestPodio(new PodioSettings { RotatesRefreshTokens = false });
        var first = podio.ByPassword();
        var second = podio.Refresh(Reply.RefreshToken(first));
        Assert.Equal(Reply.RefreshToken(first), Reply.RefreshToken(second));
        Assert.NotEqual(Reply.AccessToken(first), Reply.AccessToken(second));
        Assert.Equal(200, podio.Refresh(Reply.RefreshToken(first)).Status);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_refresh_token_lives_28_days_from_its_last_use(bool rotates)
    {
        var podio = new TestPodio(new PodioSettings { RotatesRefreshTokens = rotates });
        var token = Reply.RefreshToken(podio.ByPassword());
        for (var use = 0; use < 3; use++)
        {
            podio.Clock.Advance(TimeSpan.FromDays(28) - TimeSpan.FromTicks(1));
            token = Reply.RefreshToken(podio.Refresh(token));
        }

        podio.Clock.Advance(TimeSpan.FromDays(28));
        Refused.Unchanged(podio, Expired, () => podio.Refresh(token));
    }

    [Fact]
    public void The_lifetime_is_a_setting()
    {
        var podio = new TestPodio(new PodioSettings { RefreshTokenLifetime = TimeSpan.Zero });
        var token = Reply.RefreshToken(podio.ByPassword());
        Refused.Unchanged(podio, Expired, () => podio.Refresh(token));
    }

    [Fact]
    public void A_refresh_token_is_bound_to_its_client_and_stays_valid_for_it()
    {
        var podio = new TestPodio(new PodioSettings { RotatesRefreshTokens = false });
        var token = Reply.RefreshToken(podio.ByPassword());
        Refused.Unchanged(podio, Invalid, () => podio.Refresh(token, asOtherClient: true));
        Assert.Equal(200, podio.Refresh(token).Status);
        podio.Clock.Advance(TimeSpan.FromDays(28));
        Refused.Unchanged(podio, Invalid, () => podio.Refresh(token, asOtherClient: true));
        Refused.Unchanged(podio, Expired, () => podio.Refresh(token));
    }

    [Fact]
    public void An_access_token_is_not_a_refresh_token()
    {
        var podio = new TestPodio();
        var token = Reply.AccessToken(podio.ByPassword());
        Refused.Unchanged(podio, Invalid, () => podio.Refresh(token));
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
}
