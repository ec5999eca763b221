using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A generated request whose fields may contain anything, unchecked. It prints itself like a <see cref="Specimen"/>.</summary>
public sealed class WildSpecimen
{
    private WildSpecimen(TokenRequest request) => Request = request;

    /// <summary>The request.</summary>
    public TokenRequest Request { get; }

    /// <summary>Arbitrary requests, about a third of them valid. They shrink without regard to validity.</summary>
    public static Arbitrary<WildSpecimen> Arbitrary() => Arb.From(
        Requests.Wild.Select(request => new WildSpecimen(request)),
        specimen => Shrinks.Of(specimen.Request).Select(request => new WildSpecimen(request)));

    /// <summary>Returns the C# expression that creates the request. Reveals every value.</summary>
    public override string ToString() => RequestText.Of(Request);
}
