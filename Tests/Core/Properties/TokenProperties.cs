using FsCheck.Xunit;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Laws of tokens and of retry advice.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 300)]
public sealed class TokenProperties
{
    [Property]
    public bool A_renewal_never_loses_what_it_leaves_out(Token before, Token renewed)
    {
        var after = before.RenewedBy(renewed);
        return after.AccessToken == renewed.AccessToken
            && after.Lifetime == renewed.Lifetime
            && after.RefreshToken == (renewed.RefreshToken ?? before.RefreshToken)
            && after.Scope == (renewed.Scope ?? before.Scope)
            && after.Reference == (renewed.Reference == TokenReference.None ? before.Reference : renewed.Reference);
    }

    [Property]
    public bool Expiry_moves_with_the_instant_and_never_overflows(Token token, DateTimeOffset requestedAt, DateTimeOffset later)
    {
        var (first, second) = requestedAt <= later ? (requestedAt, later) : (later, requestedAt);
        return token.ExpiresAt(first) is not { } expiry
            || (expiry <= token.ExpiresAt(second) && token.ExpiresAt(DateTimeOffset.MaxValue) is not null && token.ExpiresAt(DateTimeOffset.MinValue) is not null);
    }

    [Property]
    public bool A_token_once_expired_stays_expired(Token token, DateTimeOffset requestedAt, DateTimeOffset one, DateTimeOffset other)
    {
        var (earlier, later) = one <= other ? (one, other) : (other, one);
        return !token.IsExpired(requestedAt, earlier) || token.IsExpired(requestedAt, later);
    }

    [Property]
    public bool A_code_is_never_advised_again_once_it_may_have_arrived(OAuthError error) =>
        error.RetryAdvice(Grant.AuthorizationCode("code")) is UselessAdvice || error is UnreachableError { MayHaveBeenProcessed: false };

    [Property]
    public bool Other_grants_get_one_and_the_same_advice(OAuthError error, Secret secret) =>
        error.RetryAdvice(Grant.Password("jane@example.com", secret)) == error.RetryAdvice(Grant.App(1, secret))
        && error.RetryAdvice(Grant.App(1, secret)) == error.RetryAdvice(Grant.RefreshToken(secret));

    [Property]
    public bool An_error_describes_itself_on_one_line(OAuthError error) => error.Describe() is { Length: > 0 } text && !text.Any(char.IsControl);

    [Property]
    public bool Secrets_are_equal_exactly_where_their_texts_are(Secret one, Secret other) =>
        one == other == (one.Reveal() == other.Reveal()) && (one != other || one.GetHashCode() == other.GetHashCode());
}
