using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A generated, valid authorization request that prints itself as C#, like a <see cref="Specimen"/>.</summary>
public sealed class AuthorizationSpecimen
{
    private AuthorizationSpecimen(AuthorizationRequest request) => Request = request;

    /// <summary>The request.</summary>
    public AuthorizationRequest Request { get; }

    /// <summary>Valid requests of both response types, with and without a scope, biased toward what breaks encoders, with a shrinker that
    /// keeps them valid.</summary>
    public static Arbitrary<AuthorizationSpecimen> Arbitrary() => Arb.From(
        Authorizations.Request.Select(request => new AuthorizationSpecimen(request)),
        specimen => Authorizations.Simpler(specimen.Request).Select(request => new AuthorizationSpecimen(request)));

    /// <summary>Returns the C# expression that creates the request. Reveals every value.</summary>
    public override string ToString() => RequestText.Of(Request);
}
