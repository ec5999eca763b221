using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Arbitraries of the library's types: <c>[Properties(Arbitrary = [typeof(PodioArbitraries)])]</c>, or merge it into an <c>ArbMap</c>.</summary>
/// <remarks>Ask for a <see cref="Specimen"/> rather than a <see cref="TokenRequest"/>: it shrinks, and a counter-example shows what was generated.</remarks>
public static class PodioArbitraries
{
    /// <summary>Valid requests that show themselves and shrink.</summary>
    public static Arbitrary<Specimen> Specimens() => Arb.From(
        Requests.Any.Select(request => new Specimen(request)),
        specimen => Shrinking.Of(specimen.Request).Select(request => new Specimen(request)));

    /// <summary>Requests with fields that are not valid.</summary>
    public static Arbitrary<InvalidSpecimen> InvalidSpecimens() => InvalidSpecimen.Generator.ToArbitrary();

    /// <summary>Pairs of requests that a careless encoder writes alike.</summary>
    public static Arbitrary<NearMiss> NearMisses() => NearMiss.Generator.ToArbitrary();

    /// <summary>Valid requests.</summary>
    public static Arbitrary<TokenRequest> TokenRequests() => Arb.From(Requests.Any, Shrinking.Of);

    /// <summary>Valid grants.</summary>
    public static Arbitrary<Grant> Grants() => Requests.AnyGrant.ToArbitrary();

    /// <summary>Valid client credentials.</summary>
    public static Arbitrary<ClientCredentials> Clients() => Requests.Client.ToArbitrary();

    /// <summary>Secrets of VSCHAR.</summary>
    public static Arbitrary<Secret> Secrets() => Requests.Secret.ToArbitrary();

    /// <summary>Tokens.</summary>
    public static Arbitrary<Token> Tokens() => Replies.Token.ToArbitrary();

    /// <summary>References of every case.</summary>
    public static Arbitrary<TokenReference> References() => Replies.Reference.ToArbitrary();

    /// <summary>Replies of any status and any bytes.</summary>
    public static Arbitrary<HttpReply> HttpReplies() => Replies.With(Replies.Body).ToArbitrary();

    /// <summary>Errors of every case.</summary>
    public static Arbitrary<OAuthError> Errors() => Failures.Any.ToArbitrary();
}
