using FsCheck;
using FsCheck.Fluent;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Arbitraries for the types of the library: <c>[Properties(Arbitrary = [typeof(PodioArbitraries)])]</c> on a class of
/// properties.</summary>
/// <remarks>
/// <para>Texts are biased toward what breaks encoders, and all values are created by the library's public factories. Values are valid
/// unless the type's name or this page says otherwise; replies and received requests are arbitrary.</para>
/// <para>Use <see cref="Specimen"/> rather than <see cref="TokenRequest"/> as an argument, because a request prints its secrets
/// redacted.</para>
/// </remarks>
public static class PodioArbitraries
{
    /// <summary>Valid secrets: one to 16,384 characters of VSCHAR.</summary>
    public static Arbitrary<Secret> Secrets() => Arb.From(
        Texts.VsChar.Select(text => new Secret(text)),
        secret => Shrinks.Of(secret.Reveal())
            .Where(text => FieldGrammar.ProblemsOf(FieldNames.Code, text).Count == 0)
            .Select(text => new Secret(text)));

    /// <summary>Both formats, equally often.</summary>
    public static Arbitrary<WireFormat> WireFormats() => Requests.Format.ToArbitrary();

    /// <summary>Valid credentials.</summary>
    public static Arbitrary<ClientCredentials> Clients() => Requests.Client.ToArbitrary();

    /// <summary>Valid grants, each of the four equally often.</summary>
    public static Arbitrary<Grant> Grants() => Arb.From(Requests.Grants, grant => Shrinks
        .OfValid(new TokenRequest(new ClientCredentials("a", "a"), grant))
        .Select(request => request.Grant));

    /// <summary>Valid requests of all grants in both formats.</summary>
    public static Arbitrary<TokenRequest> TokenRequests() => Arb.From(Requests.Valid, Shrinks.OfValid);

    /// <summary><see cref="Specimen.Arbitrary()"/></summary>
    public static Arbitrary<Specimen> Specimens() => Specimen.Arbitrary();

    /// <summary><see cref="InvalidSpecimen.Arbitrary"/></summary>
    public static Arbitrary<InvalidSpecimen> InvalidSpecimens() => InvalidSpecimen.Arbitrary();

    /// <summary><see cref="WildSpecimen.Arbitrary"/></summary>
    public static Arbitrary<WildSpecimen> WildSpecimens() => WildSpecimen.Arbitrary();

    /// <summary><see cref="NearMiss.Arbitrary"/></summary>
    public static Arbitrary<NearMiss> NearMisses() => NearMiss.Arbitrary();

    /// <summary><see cref="ForeignRequest.Arbitrary"/></summary>
    public static Arbitrary<ForeignRequest> ForeignRequests() => ForeignRequest.Arbitrary();

    /// <summary><see cref="SecondFactorSpecimen.Arbitrary"/></summary>
    public static Arbitrary<SecondFactorSpecimen> SecondFactorSpecimens() => SecondFactorSpecimen.Arbitrary();

    /// <summary>Pairs of every area and permission, with IDs beyond 53 bits.</summary>
    public static Arbitrary<ScopeItem> ScopeItems() => Authorizations.Item.ToArbitrary();

    /// <summary>Scopes of one to five pairs, which shrink to fewer.</summary>
    public static Arbitrary<PodioScope> PodioScopes() => Arb.From(Authorizations.Scope, Authorizations.Simpler);

    /// <summary><see cref="AuthorizationSpecimen.Arbitrary"/></summary>
    public static Arbitrary<AuthorizationSpecimen> AuthorizationSpecimens() => AuthorizationSpecimen.Arbitrary();

    /// <summary>Callbacks of all six cases, with hostile texts from the server and in messages.</summary>
    public static Arbitrary<AuthorizationCallback> AuthorizationCallbacks() => Authorizations.Callback.ToArbitrary();

    /// <summary><see cref="CallbackSpecimen.Arbitrary"/></summary>
    public static Arbitrary<CallbackSpecimen> CallbackSpecimens() => CallbackSpecimen.Arbitrary();

    /// <summary><see cref="HostileText.Arbitrary"/></summary>
    public static Arbitrary<HostileText> HostileTexts() => HostileText.Arbitrary();

    /// <summary>Anything that a token endpoint could receive, valid or not, including null method and path.</summary>
    public static Arbitrary<ReceivedRequest> ReceivedRequests() => Functional.ReceivedRequests.All.ToArbitrary();

    /// <summary>Anything that could come back: any status, any headers, composed, mutated and random bodies.</summary>
    public static Arbitrary<HttpReply> HttpReplies() => Replies.All.ToArbitrary();

    /// <summary>Tokens that a reply can contain.</summary>
    public static Arbitrary<Token> Tokens() => Arb.From(Functional.Tokens.All, Functional.Tokens.Simpler);

    /// <summary>References of all four cases, with IDs beyond 53 bits.</summary>
    public static Arbitrary<TokenReference> References() => Functional.Tokens.Reference.ToArbitrary();

    /// <summary>Errors of all seven cases, with hostile texts from the server and in messages.</summary>
    public static Arbitrary<OAuthError> OAuthErrors() => Errors.All.ToArbitrary();

    /// <summary>Reply facts, with hostile codes.</summary>
    public static Arbitrary<ReplyFacts> Facts() => Errors.Facts.ToArbitrary();

    /// <summary>Waits of all three cases.</summary>
    public static Arbitrary<RetryAfter> RetryAfters() => Errors.RetryAfters.ToArbitrary();

    /// <summary>Logins whose instants are mostly close together, otherwise arbitrary.</summary>
    public static Arbitrary<SavedLogin> SavedLogins() => Arb.From(Renewals.Login, Renewals.Simpler);

    /// <summary>Policies with any valid spans, each independent of the others.</summary>
    public static Arbitrary<RenewalPolicy> RenewalPolicies() => Renewals.Policy.ToArbitrary();
}
