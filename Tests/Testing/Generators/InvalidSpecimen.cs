using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>A request with fields that are not valid, and their names in the order of the wire.</summary>
/// <param name="Request">The request. It prints as <see cref="Specimen"/> does.</param>
/// <param name="BadFields">The wire names of exactly the fields that validation has to name.</param>
public sealed record InvalidSpecimen(TokenRequest Request, IReadOnlyList<string> BadFields)
{
    /// <summary>Takes a valid request and breaks one field of it, or more.</summary>
    public static Gen<InvalidSpecimen> Generator { get; } =
        from request in Requests.Any
        let fields = RequestParts.Of(request).Select(part => part.Field).ToArray()
        from chosen in Gen.Choose(1, (1 << fields.Length) - 1)
        let bad = fields.Where((_, i) => (chosen >> i & 1) == 1).ToArray()
        from broken in Break(request, bad)
        select new InvalidSpecimen(broken, bad);

    /// <inheritdoc/>
    public override string ToString() => $"{new Specimen(Request)} // bad: {string.Join(", ", BadFields)}";

    private static Gen<TokenRequest> Break(TokenRequest request, IEnumerable<string> fields) => fields.Aggregate(
        Gen.Constant(request),
        (broken, field) =>
            from before in broken
            from after in Break(before, field)
            select after);

    private static Gen<TokenRequest> Break(TokenRequest request, string field) => field switch
    {
        FieldNames.AppId => Gen.Elements(0L, -1L, long.MinValue).Select(id => request with { Grant = ((AppGrant)request.Grant) with { AppId = id } }),
        FieldNames.RedirectUri => BrokenText.RedirectUri.Select(uri => RequestParts.With(request, field, uri)),
        FieldNames.Username or FieldNames.Password => BrokenText.UnicodeNoCrLf.Select(text => RequestParts.With(request, field, text)),
        _ => BrokenText.VsChar.Select(text => RequestParts.With(request, field, text)),
    };
}
