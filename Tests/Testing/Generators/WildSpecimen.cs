using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A generated request whose fields may hold anything: valid or not, nobody has looked. It shows itself as a
/// <see cref="Specimen"/> does.</summary>
public sealed class WildSpecimen
{
    private WildSpecimen(TokenRequest request) => Request = request;

    /// <summary>The request.</summary>
    public TokenRequest Request { get; }

    /// <summary>Any requests, about a third of them valid. They shrink without regard to validity.</summary>
    public static Arbitrary<WildSpecimen> Arbitrary() => Arb.From(
        Requests.Wild.Select(request => new WildSpecimen(request)),
        specimen => Shrinks.Of(specimen.Request).Select(request => new WildSpecimen(request)));

    /// <summary>The C# expression that makes the request. Reveals every value.</summary>
    public override string ToString() => RequestText.Of(Request);
}
