using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>
/// A generated, valid request that shows itself: as C# to be pasted into a test, values revealed, for what was generated is no secret.
/// </summary>
/// <remarks>
/// A <see cref="TokenRequest"/> prints <c>[redacted]</c> where it matters in a counter-example. Take a specimen as the argument of a
/// property instead. It shrinks, and stays valid while it does, by rules written apart from the library's own.
/// </remarks>
public sealed class Specimen
{
    /// <summary>Wraps a request.</summary>
    /// <param name="request">The request, usually a valid one.</param>
    public Specimen(TokenRequest request) => Request = request ?? throw new ArgumentNullException(nameof(request));

    /// <summary>The request.</summary>
    public TokenRequest Request { get; }

    /// <summary>Valid requests of all grants and both formats, biased to what breaks encoders, with a shrinker that keeps them
    /// valid.</summary>
    public static Arbitrary<Specimen> Arbitrary() => Arb.From(
        Requests.Valid.Select(request => new Specimen(request)),
        specimen => Shrinks.OfValid(specimen.Request).Select(request => new Specimen(request)));

    /// <summary>The same for one grant.</summary>
    /// <typeparam name="TGrant">The case of <see cref="Grant"/>.</typeparam>
    public static Arbitrary<Specimen> Arbitrary<TGrant>()
        where TGrant : Grant => Arbitrary().Filter(specimen => specimen.Request.Grant is TGrant);

    /// <summary>The C# expression that makes the request. Reveals every value.</summary>
    public override string ToString() => RequestText.Of(Request);
}
