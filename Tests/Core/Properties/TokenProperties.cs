namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Laws of tokens and of their expiry.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 300)]
public sealed class TokenProperties
{
    [Property]
    public Property A_token_that_another_writer_renders_is_parsed_to_itself(Token token) =>
        (TokenReply.Parse(Rendered.Reply(token)).Right() == token)
            .Collect(token.Reference.GetType().Name)
            .Classify(token.RefreshToken is null, "no refresh token");

    [Property]
    public bool A_renewal_keeps_the_members_that_its_reply_omits(Token before, Token renewed)
    {
        var after = before.RenewedBy(renewed);
        return after.AccessToken == renewed.AccessToken
            && after.TokenType == renewed.TokenType
            && after.Lifetime == renewed.Lifetime
            && after.RefreshToken == (renewed.RefreshToken ?? before.RefreshToken)
            && after.Scope == (renewed.Scope ?? before.Scope)
            && after.Reference == (renewed.Reference == TokenReference.None ? before.Reference : renewed.Reference);
    }

    [Property]
    public bool Renewals_can_be_folded(Token first, Token second, Token third) =>
        first.RenewedBy(second).RenewedBy(third) == first.RenewedBy(second.RenewedBy(third)) && first.RenewedBy(first) == first;

    [Property]
    public bool Expiry_is_monotone_in_the_instant(Token token, DateTimeOffset one, DateTimeOffset other)
    {
        var (earlier, later) = one <= other ? (one, other) : (other, one);
        return token.Lifetime is null ? token.ExpiresAt(one) is null : token.ExpiresAt(earlier) <= token.ExpiresAt(later);
    }

    [Property]
    public bool Expiry_is_monotone_in_the_lifetime(Token token, TimeSpan one, TimeSpan other, DateTimeOffset requestedAt)
    {
        var (shorter, longer) = one <= other ? (one, other) : (other, one);
        return (token with { Lifetime = shorter }).ExpiresAt(requestedAt) <= (token with { Lifetime = longer }).ExpiresAt(requestedAt);
    }

    [Property]
    public bool Expiry_is_the_sum_where_there_is_one_and_the_end_of_time_elsewhere(
        Token token, TimeSpan lifetime, DateTimeOffset requestedAt)
    {
        var ticks = new System.Numerics.BigInteger(requestedAt.UtcTicks) + lifetime.Ticks;
        var expected = ticks > DateTime.MaxValue.Ticks ? DateTime.MaxValue.Ticks : ticks < 0 ? 0 : (long)ticks;
        return (token with { Lifetime = lifetime }).ExpiresAt(requestedAt)!.Value.UtcTicks == expected;
    }

    [Property]
    public bool A_token_once_expired_stays_expired(Token token, DateTimeOffset requestedAt, DateTimeOffset one, DateTimeOffset other)
    {
        var (earlier, later) = one <= other ? (one, other) : (other, one);
        return !token.IsExpired(requestedAt, earlier) || token.IsExpired(requestedAt, later);
    }
}
