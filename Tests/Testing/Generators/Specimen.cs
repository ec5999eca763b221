using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>A generated, valid request that prints itself as C# to paste into a test, with its values revealed: generated values aren't
/// secret.</summary>
/// <remarks>A <see cref="TokenRequest"/> prints <c>[redacted]</c> where it matters in a counterexample. Use a specimen as the argument of a
/// property instead. It shrinks and stays valid, by rules written independently of the library's own.</remarks>
public sealed class Specimen
{
    /// <summary>Wraps a request.</summary>
    /// <param name="request">The request, usually a valid one.</param>
    public Specimen(TokenRequest request) => Request = request ?? throw new ArgumentNullException(nameof(request));

    /// <summary>The request.</summary>
    public TokenRequest Request { get; }

    /// <summary>Valid requests of all grants and both formats, biased toward what breaks encoders, with a shrinker that keeps them
    /// valid.</summary>
    public static Arbitrary<Specimen> Arbitrary() => Arb.From(
        Requests.Valid.Select(request => new Specimen(request)),
        specimen => Shrinks.OfValid(specimen.Request).Select(request => new Specimen(request)));

    /// <summary>Valid requests of one grant.</summary>
    /// <typeparam name="TGrant">The type of the grant.</typeparam>
    public static Arbitrary<Specimen> Arbitrary<TGrant>()
        where TGrant : Grant => Arbitrary().Filter(specimen => specimen.Request.Grant is TGrant);

    /// <summary>Returns the C# expression that creates the request. Reveals every value.</summary>
    public override string ToString() => RequestText.Of(Request);
}
