using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>The ways in which two requests can be almost equal. Not every result is valid; the caller filters them.</summary>
internal static class NearMisses
{
    // Each pair is one text to some decoder, encoder, font or normalization, and really two texts.
    private static readonly (string Left, string Right)[] Twins =
    [
        (" ", "+"), ("+", "%20"), (" ", "%20"), ("+", "%2B"), ("%2b", "%2B"), ("&", "%26"), ("&", "&amp;"), ("%", "%25"), ("\\u0026", "&"),
        ("é", "e\u0301"), ("é", "%C3%A9"), ("ß", "ss"), ("İ", "I\u0307"), ("\u0085", "\u00A0"), ("\uFEFF", ""), ("\u200D", ""), ("a", "A"),
        ("\"", "\\\""), ("/", "\\/"), ("\U0001F600", "\uFFFD"), ("\uFFFD", "?"), ("", " "), ("", "="), ("", "&"),
    ];

    /// <summary>One near miss of a request, of each kind often enough.</summary>
    internal static Gen<(TokenRequest Left, TokenRequest Right, string Kind)> For(TokenRequest request) => Gen.Frequency(
        (4, Gen.Elements(Borders(request))),
        (4, from text in Gen.Elements(TextsOf(request))
            from twin in Gen.Elements(Twins)
            from isFront in Gen.Elements(true, false)
            select Twinned(request, text, twin, isFront)),
        (2, Gen.Elements(Regranted(request))));

    /// <summary>All near misses of a request.</summary>
    internal static IEnumerable<(TokenRequest Left, TokenRequest Right, string Kind)> Of(TokenRequest request) =>
    [
        .. Borders(request),
        .. from text in TextsOf(request)
           from twin in Twins
           from isFront in new[] { true, false }
           select Twinned(request, text, twin, isFront),
        .. Regranted(request),
    ];

    private static KeyValuePair<string, string>[] TextsOf(TokenRequest request) =>
        [.. RequestParts.TextsOf(request).Where(text => text.Value is not null).Select(text => KeyValuePair.Create(text.Key, text.Value!))];

    // One character moved across the border of two fields, in either direction.
    private static (TokenRequest, TokenRequest, string)[] Borders(TokenRequest request)
    {
        var texts = TextsOf(request);
        return [.. texts.Zip(texts.Skip(1), Across).SelectMany(misses => misses), .. DigitsAcross(request)];

        IEnumerable<(TokenRequest, TokenRequest, string)> Across(KeyValuePair<string, string> first, KeyValuePair<string, string> second)
        {
            var (before, after) = (TextElements.Of(first.Value), TextElements.Of(second.Value));
            yield return (request, Both(string.Concat(before.SkipLast(1)), before[^1] + second.Value), "border");
            yield return (request, Both(first.Value + after[0], string.Concat(after.Skip(1))), "border");

            TokenRequest Both(string left, string right) =>
                RequestParts.With(RequestParts.With(request, first.Key, left), second.Key, right);
        }
    }

    private static IEnumerable<(TokenRequest, TokenRequest, string)> DigitsAcross(TokenRequest request)
    {
        if (RequestParts.AppIdOf(request) is { } appId and >= 10)
        {
            var digit = (appId % 10).ToString(CultureInfo.InvariantCulture);
            var moved = RequestParts.With(request, FieldNames.AppToken, digit + RequestParts.TextOf(request, FieldNames.AppToken));
            yield return (request, RequestParts.WithAppId(moved, appId / 10), "border");
        }
    }

    private static (TokenRequest, TokenRequest, string) Twinned(
        TokenRequest request, KeyValuePair<string, string> text, (string Left, string Right) twin, bool isFront)
    {
        return (With(twin.Left), With(twin.Right), "twin");

        TokenRequest With(string added) => RequestParts.With(request, text.Key, isFront ? added + text.Value : text.Value + added);
    }

    // The same values under another grant, or in the other format.
    private static (TokenRequest, TokenRequest, string)[] Regranted(TokenRequest request)
    {
        var formats = (request with { Format = WireFormat.Form }, request with { Format = WireFormat.Json }, "format");
        return request.Grant.Match<(TokenRequest, TokenRequest, string)[]>(
            authorizationCode: code => code.RedirectUri is { } uri
                ? [formats, Under(Grant.AuthorizationCode(code.Code)), Under(Grant.Password(username: code.Code.Reveal(), password: uri))]
                : [formats],
            password: _ => [formats],
            app: _ => [formats],
            refreshToken: refresh => [formats, Under(Grant.AuthorizationCode(refresh.RefreshToken))]);

        (TokenRequest, TokenRequest, string) Under(Grant grant) => (request, request with { Grant = grant }, "grant");
    }
}
