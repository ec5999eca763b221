using FsCheck;
using FsCheck.Fluent;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Arbitraries for the types of the library. Put <c>[Properties(Arbitrary = [typeof(PodioArbitraries)])]</c> on a class of
/// properties.</summary>
/// <remarks>
/// <para>Texts are biased toward what breaks encoders, and all values are created by the library's public factories. Values are valid
/// unless the type's name or this page says otherwise; replies and received requests may be anything.</para>
/// <para>As an argument, use <see cref="Specimen"/> rather than <see cref="TokenRequest"/>, and <c>Specimen&lt;HttpReply&gt;</c> rather
/// than <see cref="HttpReply"/>: a request prints <c>[redacted]</c> for its secrets, and a reply prints only its length
/// (<see cref="SpecimensOf{T}"/>).</para>
/// </remarks>
public static class PodioArbitraries
{
    /// <summary>Valid secrets: one to 16,384 characters of VSCHAR.</summary>
    public static Arbitrary<Secret> Secrets() => Arb.From(
        Texts.VsChar.Select(text => new Secret(text)),
        secret => Shrinks.OfValid(FieldNames.Code, secret.Reveal()).Select(text => new Secret(text)));

    /// <summary>Both formats, equally often.</summary>
    public static Arbitrary<WireFormat> WireFormats() => Requests.Format.ToArbitrary();

    /// <summary>Valid credentials.</summary>
    public static Arbitrary<ClientCredentials> Clients() => Arb.From(Requests.Client, client => Shrinks
        .OfValid(new TokenRequest(client, Grant.RefreshToken("a")))
        .Select(request => request.Client));

    /// <summary>Valid grants of all four types, equally often.</summary>
    public static Arbitrary<Grant> Grants() => Arb.From(Requests.Grants, grant => Shrinks
        .OfValid(new TokenRequest(new ClientCredentials("a", "a"), grant))
        .Select(request => request.Grant));

    /// <summary>Valid requests of all grants in both formats.</summary>
    public static Arbitrary<TokenRequest> TokenRequests() => Arb.From(Requests.Valid, Shrinks.OfValid);

    /// <summary><see cref="Specimen.Arbitrary()"/></summary>
    public static Arbitrary<Specimen> Specimens() => Specimen.Arbitrary();

    /// <summary>Values that print themselves as C#, with shrinkers.</summary>
    /// <remarks>There are specimens of every type of the library that is generated here, and of <see cref="AuthorizationRequest"/> and
    /// <see cref="SecondFactorRequest"/>.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <exception cref="NotSupportedException">There are no specimens of the type.</exception>
    public static Arbitrary<Specimen<T>> SpecimensOf<T>()
    {
        var values = SpecimenKinds.Of<T>().Values;
        return Arb.From(
            values.Generator.Select(value => new Specimen<T>(value)),
            specimen => values.Shrinker(specimen.Value).Select(simpler => new Specimen<T>(simpler)));
    }

    /// <summary><see cref="LeakSpecimen.Arbitrary"/></summary>
    public static Arbitrary<LeakSpecimen> LeakSpecimens() => LeakSpecimen.Arbitrary();

    /// <summary><see cref="InvalidSpecimen.Arbitrary"/></summary>
    public static Arbitrary<InvalidSpecimen> InvalidSpecimens() => InvalidSpecimen.Arbitrary();

    /// <summary><see cref="WildSpecimen.Arbitrary"/></summary>
    public static Arbitrary<WildSpecimen> WildSpecimens() => WildSpecimen.Arbitrary();

    /// <summary><see cref="NearMiss.Arbitrary"/></summary>
    public static Arbitrary<NearMiss> NearMisses() => NearMiss.Arbitrary();

    /// <summary><see cref="ForeignRequest.Arbitrary"/></summary>
    public static Arbitrary<ForeignRequest> ForeignRequests() => ForeignRequest.Arbitrary();

    /// <summary>Pairs of every area and permission, including IDs beyond 53 bits.</summary>
    public static Arbitrary<ScopeItem> ScopeItems() => Arb.From(Authorizations.Item, Authorizations.Simpler);

    /// <summary>Scopes of one to five pairs, which shrink to fewer.</summary>
    public static Arbitrary<PodioScope> PodioScopes() => Arb.From(Authorizations.Scope, Authorizations.Simpler);

    /// <summary>Callbacks of all six cases, with hostile texts from the server and in messages.</summary>
    public static Arbitrary<AuthorizationCallback> AuthorizationCallbacks() => Arb.From(Authorizations.Callback, Authorizations.Simpler);

    /// <summary><see cref="CallbackSpecimen.Arbitrary"/></summary>
    public static Arbitrary<CallbackSpecimen> CallbackSpecimens() => CallbackSpecimen.Arbitrary();

    /// <summary><see cref="HostileText.Arbitrary"/></summary>
    public static Arbitrary<HostileText> HostileTexts() => HostileText.Arbitrary();

    /// <summary>Anything that a token endpoint could receive, valid or not, including a null method or path.</summary>
    public static Arbitrary<ReceivedRequest> ReceivedRequests() =>
        Arb.From(Functional.ReceivedRequests.All, Functional.ReceivedRequests.Simpler);

    /// <summary>Anything that a reply could be: any status, any headers, and composed, mutated and random bodies.</summary>
    public static Arbitrary<HttpReply> HttpReplies() => Arb.From(Replies.All, Replies.Simpler);

    /// <summary>Tokens that a reply can contain.</summary>
    public static Arbitrary<Token> Tokens() => Arb.From(Functional.Tokens.All, Functional.Tokens.Simpler);

    /// <summary>References of all four cases, including IDs beyond 53 bits.</summary>
    public static Arbitrary<TokenReference> References() => Arb.From(Functional.Tokens.Reference, Functional.Tokens.Simpler);

    /// <summary>Errors of all seven cases, with hostile texts from the server and in messages.</summary>
    public static Arbitrary<OAuthError> OAuthErrors() => Arb.From(Errors.All, Errors.Simpler);

    /// <summary>Facts of replies, with hostile codes.</summary>
    public static Arbitrary<ReplyFacts> Facts() => Arb.From(Errors.Facts, Errors.Simpler);

    /// <summary>Waits of all three cases.</summary>
    public static Arbitrary<RetryAfter> RetryAfters() => Arb.From(Errors.RetryAfters, Errors.Simpler);

    /// <summary>Logins whose instants are mostly close together, otherwise anywhere.</summary>
    public static Arbitrary<SavedLogin> SavedLogins() => Arb.From(Renewals.Login, Renewals.Simpler);

    /// <summary>Policies with every allowed time span, each independent of the others.</summary>
    public static Arbitrary<RenewalPolicy> RenewalPolicies() => Arb.From(Renewals.Policy, Renewals.Simpler);
}
