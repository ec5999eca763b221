using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A generated, valid authorization request that shows itself as C#, as a <see cref="Specimen"/> does.</summary>
public sealed class AuthorizationSpecimen
{
    private AuthorizationSpecimen(AuthorizationRequest request) => Request = request;

    /// <summary>The request.</summary>
    public AuthorizationRequest Request { get; }

    /// <summary>Valid requests of both response types, with and without a scope, biased to what breaks encoders, with a shrinker that keeps
    /// them valid.</summary>
    public static Arbitrary<AuthorizationSpecimen> Arbitrary() => Arb.From(
        Authorizations.Request.Select(request => new AuthorizationSpecimen(request)),
        specimen => Authorizations.Simpler(specimen.Request).Select(request => new AuthorizationSpecimen(request)));

    /// <summary>The C# expression that makes the request. Reveals every value.</summary>
    public override string ToString() => RequestText.Of(Request);
}
