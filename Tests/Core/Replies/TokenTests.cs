namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>What a token says about its own life, and what survives a refresh.</summary>
public sealed class TokenTests
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 11, 12, 0, 0, TimeSpan.Zero);

    private static readonly Token Old = new(
        AccessToken: new Secret("a1"), TokenType: "bearer", Lifetime: TimeSpan.FromHours(8),
        RefreshToken: new Secret("r1"), Reference: TokenReference.User(123), Scope: "global:all");

    [Fact]
    public void The_authorization_header_has_podios_scheme()
    {
        Assert.Equal("OAuth2 a1", Old.RevealAuthorizationHeader());
        Assert.Equal("OAuth2 a1", (Old with { TokenType = "Bearer" }).RevealAuthorizationHeader()); // PODIO 3.3, 5.1
    }

    [Fact]
    public void A_renewal_requires_a_token() => Assert.Throws<ArgumentNullException>(() => Old.RenewedBy(null!));

    [Fact]
    public void Expiry_counts_from_before_the_request()
    {
        Assert.Equal(Noon.AddHours(8), Old.ExpiresAt(Noon));
        Assert.Equal(Noon.AddHours(8), Old.ExpiresAt(Noon.ToOffset(TimeSpan.FromHours(2))));
        Assert.False(Old.IsExpired(Noon, now: Noon.AddHours(8).AddTicks(-1)));
        Assert.True(Old.IsExpired(Noon, now: Noon.AddHours(8)));
        Assert.False(Old.IsExpired(Noon, now: Noon.AddDays(-1)));
    }

    [Fact]
    public void A_lifetime_of_zero_or_less_has_already_expired()
    {
        Assert.True((Old with { Lifetime = TimeSpan.Zero }).IsExpired(Noon, now: Noon));
        Assert.True((Old with { Lifetime = TimeSpan.FromSeconds(-5) }).IsExpired(Noon, now: Noon));
        Assert.True((Old with { Lifetime = TimeSpan.Zero }).IsExpired(Noon, now: Noon.AddDays(-1))); // Whatever the clock did since.
    }

    [Fact]
    public void An_unknown_lifetime_is_never_known_to_have_expired()
    {
        var token = Old with { Lifetime = null };
        Assert.Null(token.ExpiresAt(Noon));
        Assert.False(token.IsExpired(Noon, now: DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Expiry_saturates_at_both_ends()
    {
        var century = Old with { Lifetime = TimeSpan.FromDays(36_525) };
        Assert.Equal(DateTimeOffset.MaxValue, century.ExpiresAt(DateTimeOffset.MaxValue.AddDays(-1)));
        Assert.Equal(DateTimeOffset.MaxValue, (Old with { Lifetime = TimeSpan.MaxValue }).ExpiresAt(DateTimeOffset.MinValue));
        var negative = Old with { Lifetime = TimeSpan.FromDays(-36_525) };
        Assert.Equal(DateTimeOffset.MinValue, negative.ExpiresAt(DateTimeOffset.MinValue.AddDays(1)));
        Assert.Equal(DateTimeOffset.MinValue, (Old with { Lifetime = TimeSpan.MinValue }).ExpiresAt(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Printing_shows_no_token_and_only_plain_words_of_the_server()
    {
        Assert.Equal(
            "Token { AccessToken = [redacted], TokenType = bearer, Lifetime = 08:00:00, RefreshToken = [redacted], "
            + "Reference = user 123, Scope = global:all }",
            Old.ToString());
        Assert.EndsWith(", Scope = [3 characters] }", (Old with { Scope = "a\nb" }).ToString(), StringComparison.Ordinal);
        Assert.EndsWith(", Scope = none }", (Old with { Scope = null }).ToString(), StringComparison.Ordinal);
        Assert.Contains(", TokenType = [0 characters], ", (Old with { TokenType = null! }).ToString(), StringComparison.Ordinal);
    }
}
