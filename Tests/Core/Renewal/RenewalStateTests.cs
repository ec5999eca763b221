namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>What a state keeps of a grant, and what the refusal of one leaves free.</summary>
public sealed class RenewalStateTests
{
    private static readonly DateTimeOffset Nine = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_grant_that_can_start_again_is_an_origin_and_no_other_is()
    {
        Grant[] grants = [Grant.AuthorizationCode("c"), Grant.Password("u", "p"), Grant.App(1, "t"), Grant.RefreshToken("r")];
        Assert.Equal([null, grants[1], grants[2], null], grants.Select(grant => new RenewalState(grant).Origin));
        Assert.Null(new RenewalState(null).Origin);
    }

    [Fact]
    public void The_rejection_of_a_used_token_blocks_no_other_grant()
    {
        Assert.Null(CoolDownAfter(Grant.RefreshToken("r"), "invalid_grant"));
        Assert.Null(CoolDownAfter(Grant.AuthorizationCode("c"), "invalid_grant"));
        Assert.NotNull(CoolDownAfter(Grant.Password("u", "p"), "invalid_grant"));
        Assert.NotNull(CoolDownAfter(Grant.RefreshToken("r"), "invalid_client"));
    }

    private static CoolDown? CoolDownAfter(Grant sent, string code) => new RenewalState(Grant.Password("u", "p"))
        .Failed(OAuthError.Rejected(new ReplyFacts(400), new ServerCode(code)), sent, Nine, RenewalPolicy.Default)
        .FailureCoolDown;
}
