using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Two different requests that a careless encoder writes alike: one character moved across the border of two fields.</summary>
/// <param name="One">A request.</param>
/// <param name="Other">Another.</param>
public sealed record NearMiss(Specimen One, Specimen Other)
{
    private static readonly string[] Separators = ["&", "=", "%", "+", ";", " ", "&client_id=", "\",\"", "a"];

    /// <summary>Pairs made from one request: its last two texts with a separator at the end of the first, and at the start of the second.</summary>
    public static Gen<NearMiss> Generator { get; } =
        from request in Requests.Any
        from separator in Gen.Elements(Separators)
        let parts = RequestParts.Of(request).Where(part => part.Field is not (FieldNames.AppId or FieldNames.RedirectUri)).ToArray()
        from border in Gen.Choose(0, parts.Length - 2)
        let left = parts[border]
        let right = parts[border + 1]
        select new NearMiss(
            new Specimen(RequestParts.With(request, left.Field, left.Value + separator)),
            new Specimen(RequestParts.With(request, right.Field, separator + right.Value)));
}
