using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A generated, invalid request that knows what is wrong with it, and prints itself like a <see cref="Specimen"/>.</summary>
public sealed class InvalidSpecimen
{
    private InvalidSpecimen(TokenRequest request) => (Request, Flaws) = (request, RequestFlaws.Of(request));

    /// <summary>The request.</summary>
    public TokenRequest Request { get; }

    /// <summary>The flaws of the request, at most one flaw per field, in wire order: <c>format</c> and <c>grant_type</c> first. Never
    /// empty.</summary>
    public IReadOnlyList<Flaw> Flaws { get; }

    /// <summary>Invalid requests, about half of them in two or more fields. They shrink to fewer flaws and simpler texts, never to a new
    /// flaw.</summary>
    public static Arbitrary<InvalidSpecimen> Arbitrary() => Arb.From(
        InvalidRequests.All.Select(request => new InvalidSpecimen(request)).Where(HasOneFlawAField),
        specimen => Shrinks.OfInvalid(specimen.Request).Select(request => new InvalidSpecimen(request)));

    /// <summary>Returns the C# expression that creates the request, and its flaws in a comment. Reveals every value.</summary>
    public override string ToString() =>
        $"{RequestText.Of(Request)} /* {string.Join(", ", Flaws.Select(flaw => $"{flaw.Field}: {flaw.Problem}"))} */";

    private static bool HasOneFlawAField(InvalidSpecimen specimen) =>
        specimen.Flaws.Count > 0 && specimen.Flaws.DistinctBy(flaw => flaw.Field).Count() == specimen.Flaws.Count;
}
