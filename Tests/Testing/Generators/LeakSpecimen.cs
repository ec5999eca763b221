using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A generated request and token whose secrets are long enough for <see cref="LeakSearch"/>, and the search for them.</summary>
/// <example>
/// <code>
/// [Property(Arbitrary = [typeof(PodioArbitraries)])]
/// public void Nothing_is_logged(LeakSpecimen specimen) => Assert.Empty(specimen.Search.In("log", LogOf(specimen.Request)));
/// </code>
/// </example>
public sealed class LeakSpecimen
{
    private LeakSpecimen(TokenRequest request, Token token) => (Request, Token) = (request, token);

    /// <summary>A valid request of any grant in either format.</summary>
    public TokenRequest Request { get; }

    /// <summary>A token that the reply could contain.</summary>
    public Token Token { get; }

    /// <summary>The search for all secrets of both.</summary>
    public LeakSearch Search => LeakSearch.For(Request).And(LeakSearch.For(Token));

    /// <summary>Requests and tokens whose secrets contain what breaks encoders and can't be found by chance. They shrink, but the secrets
    /// stay long enough.</summary>
    public static Arbitrary<LeakSpecimen> Arbitrary() => Arb.From(
        from request in Requests.Valid.SelectMany(WithLongSecrets)
        from token in Tokens.All
        from access in LongSecrets.VsChar
        from refresh in LongSecrets.VsChar
        select new LeakSpecimen(
            request, token with { AccessToken = access, RefreshToken = token.RefreshToken is null ? null : new Secret(refresh) }),
        specimen =>
        [
            .. Shrinks.OfValid(specimen.Request)
                .Where(simpler => KeepsAll(SecretsOf(specimen.Request), SecretsOf(simpler)))
                .Select(simpler => new LeakSpecimen(simpler, specimen.Token)),
            .. Tokens.Simpler(specimen.Token)
                .Where(simpler => KeepsAll(SecretsOf(specimen.Token), SecretsOf(simpler)))
                .Select(simpler => new LeakSpecimen(specimen.Request, simpler)),
        ]);

    /// <summary>Returns the request and the token as C#. Reveals every value.</summary>
    public override string ToString() => $"{RequestText.Of(Request)}, {ReplyText.Of(Token)}";

    private static Gen<TokenRequest> WithLongSecrets(TokenRequest request) => Gen.CollectToArray(
        RequestParts.SecretsOf(request),
        field => (field.Key == FieldNames.Password ? LongSecrets.Unicode : LongSecrets.VsChar).Select(text => (field.Key, Text: text)))
        .Select(secrets => secrets.Aggregate(request, (changed, secret) => RequestParts.With(changed, secret.Key, secret.Text)));

    private static IEnumerable<string> SecretsOf(TokenRequest request) => RequestParts.SecretsOf(request).Select(field => field.Value!);

    private static IEnumerable<string> SecretsOf(Token token) =>
        new[] { token.AccessToken, token.RefreshToken }.OfType<Secret>().Select(secret => secret.Reveal());

    // An absent secret can't be too short.
    private static bool KeepsAll(IEnumerable<string> secrets, IEnumerable<string> simpler) =>
        secrets.Zip(simpler, LongSecrets.Keeps).All(keeps => keeps);
}
