using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Generates valid requests with one, two or more of their parts broken.</summary>
internal static class InvalidRequests
{
    internal static Gen<TokenRequest> All { get; } =
        from request in Requests.Valid
        from count in Gen.Frequency((4, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Choose(3, 6)))
        from parts in Gen.Shuffle(Breakable(request))
        from broken in Break(request, parts.Take(count))
        select broken;

    // The grant and the format are listed once next to two or more texts each, so most flaws are in texts.
    private static IEnumerable<string> Breakable(TokenRequest request) =>
    [
        FieldNames.GrantType,
        FieldNames.Format,
        .. RequestParts.AppIdOf(request) is not null ? [FieldNames.AppId] : Array.Empty<string>(),
        .. RequestParts.TextsOf(request).Select(text => text.Key),
    ];

    // The grant is broken last: without it, its own fields aren't there to be broken.
    private static Gen<TokenRequest> Break(TokenRequest request, IEnumerable<string> parts) => parts
        .OrderBy(part => part == FieldNames.GrantType)
        .Aggregate(Gen.Constant(request), (broken, part) => broken.SelectMany(whole => Break(whole, part)));

    private static Gen<TokenRequest> Break(TokenRequest request, string part) => part switch
    {
        FieldNames.GrantType => Gen.Constant(request with { Grant = null! }),
        FieldNames.Format => Gen.Elements(-1, 2, int.MaxValue, int.MinValue).Select(format => request with { Format = (WireFormat)format }),
        FieldNames.AppId => Gen.Elements(0L, -1L, -42L, long.MinValue).Select(appId => RequestParts.WithAppId(request, appId)),
        FieldNames.ClientId or FieldNames.ClientSecret => Gen.Frequency(
            (9, ForbiddenTexts.For(part).Select(text => RequestParts.With(request, part, text))),
            (1, Gen.Constant(request with { Client = null! }))),
        _ => ForbiddenTexts.For(part).Select(text => RequestParts.With(request, part, text)),
    };
}
