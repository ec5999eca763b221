using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>Two valid requests that differ so little that a careless encoder would write them identically.</summary>
/// <remarks>One character moved across a field's border; a space against a plus against <c>%20</c>; composed against combining characters;
/// one grant's fields under another; form against JSON.</remarks>
public sealed class NearMiss
{
    private NearMiss(TokenRequest left, TokenRequest right, string kind) => (Left, Right, Kind) = (left, right, kind);

    /// <summary>One request.</summary>
    public TokenRequest Left { get; }

    /// <summary>The other request. Never equal to <see cref="Left"/>.</summary>
    public TokenRequest Right { get; }

    /// <summary>How they differ, in a few words.</summary>
    public string Kind { get; }

    /// <summary>Such pairs. They shrink by simplifying <see cref="Left"/> and applying the same difference again.</summary>
    public static Arbitrary<NearMiss> Arbitrary() => Arb.From(
        Requests.Valid
            .SelectMany(NearMisses.For)
            .Where(IsMiss)
            .Select(miss => new NearMiss(miss.Left, miss.Right, miss.Kind)),
        pair => Shrinks.OfValid(pair.Left).SelectMany(Of).Where(simpler => simpler.Kind == pair.Kind));

    /// <summary>Returns both requests as C#. Reveals every value.</summary>
    public override string ToString() => $"{Kind}: {RequestText.Of(Left)} and {RequestText.Of(Right)}";

    private static IEnumerable<NearMiss> Of(TokenRequest request) =>
        NearMisses.Of(request).Where(IsMiss).Select(miss => new NearMiss(miss.Left, miss.Right, miss.Kind));

    private static bool IsMiss((TokenRequest Left, TokenRequest Right, string Kind) miss) =>
        RequestFlaws.Of(miss.Left).Count == 0 && RequestFlaws.Of(miss.Right).Count == 0 && miss.Left != miss.Right;
}
