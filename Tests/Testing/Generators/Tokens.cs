using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Generates tokens that a reply can contain: lifetimes in whole seconds within a century, non-empty texts.</summary>
internal static class Tokens
{
    private const int Century = 36525 * 24 * 60; // minutes: the seconds of a century exceed an int

    internal static Gen<TokenReference> Reference { get; } = Gen.Frequency(
        (3, Id.Select(TokenReference.User)),
        (3, Id.Select(TokenReference.App)),
        (1, from type in Gen.Elements("space", "org", "User", "APP", "é&", " ")
            from id in Gen.Frequency((1, Texts.Unicode), (1, Id.Select(id => id.ToString(CultureInfo.InvariantCulture))))
            select TokenReference.Create(type, id)),
        (1, Gen.Constant(TokenReference.None)));

    internal static Gen<TimeSpan?> Lifetime { get; } = Gen.Frequency(
        (4, Gen.Constant<TimeSpan?>(TimeSpan.FromHours(8))),
        (2, Gen.Choose(-100, 100_000).Select(seconds => (TimeSpan?)TimeSpan.FromSeconds(seconds))),
        (1, Gen.Choose(-Century, Century).Select(minutes => (TimeSpan?)TimeSpan.FromMinutes(minutes))),
        (1, Gen.Constant<TimeSpan?>(null)));

    internal static Gen<Token> All { get; } =
        from access in Texts.VsChar
        from type in Gen.Elements("bearer", "Bearer", "BEARER")
        from lifetime in Lifetime
        from refresh in Texts.VsChar.OrNull()
        from reference in Reference
        from scope in Gen.Elements(null, "global:all", "user:read space_42:all", "é \" \\ \u2028")
        select new Token(access, type, lifetime, refresh, reference, scope);

    internal static IEnumerable<Token> Simpler(Token token)
    {
        foreach (var text in Shrinks.OfValid(FieldNames.AccessToken, token.AccessToken.Reveal()))
        {
            yield return token with { AccessToken = text };
        }

        if (token.RefreshToken is { } refresh)
        {
            yield return token with { RefreshToken = null };
            foreach (var text in Shrinks.OfValid(FieldNames.RefreshToken, refresh.Reveal()))
            {
                yield return token with { RefreshToken = text };
            }
        }

        if (token.TokenType != "bearer")
        {
            yield return token with { TokenType = "bearer" };
        }

        if (token.Scope is not null)
        {
            yield return token with { Scope = null };
        }

        if (token.Reference != TokenReference.None)
        {
            yield return token with { Reference = TokenReference.None };
            foreach (var reference in Simpler(token.Reference))
            {
                yield return token with { Reference = reference };
            }
        }

        if (token.Lifetime is not null)
        {
            yield return token with { Lifetime = null };
        }
    }

    /// <summary>Plainer references of the same case.</summary>
    internal static IEnumerable<TokenReference> Simpler(TokenReference reference) => reference.Match<IEnumerable<TokenReference>>(
        user: it => it.Id == 1 ? [] : [TokenReference.User(1)],
        app: it => it.Id == 1 ? [] : [TokenReference.App(1)],
        other: it => Shrinks.Of(it.Id).Select(id => TokenReference.Create(it.Type, id)),
        none: _ => []);

    private static Gen<long> Id => Gen.Frequency(
        (3, Gen.Choose(1, int.MaxValue - 1).Select(id => (long)id)),
        (1, Gen.Elements(0L, -1L, int.MaxValue + 1L, 9_007_199_254_740_993L, long.MaxValue, long.MinValue)));
}
