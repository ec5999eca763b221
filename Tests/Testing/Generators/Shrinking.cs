using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Makes a failing request smaller without making it another kind of request: texts shorter, then plainer; the format and the redirect URI gone.</summary>
internal static class Shrinking
{
    internal static IEnumerable<TokenRequest> Of(TokenRequest request)
    {
        if (request.Format == WireFormat.Json)
        {
            yield return request with { Format = WireFormat.Form };
        }

        if (request.Grant is AuthorizationCodeGrant { RedirectUri: not null } code)
        {
            yield return request with { Grant = code with { RedirectUri = null } };
        }

        if (request.Grant is AppGrant { AppId: > 1 } app)
        {
            yield return request with { Grant = app with { AppId = app.AppId / 2 } };
        }

        foreach (var (field, value) in RequestParts.Of(request).Where(part => part.Field is not (FieldNames.AppId or FieldNames.RedirectUri)))
        {
            foreach (var smaller in Of(value))
            {
                yield return RequestParts.With(request, field, smaller);
            }
        }
    }

    /// <summary>Texts with fewer characters, never none; then with one character made an a. Pairs of surrogates stay whole.</summary>
    internal static IEnumerable<string> Of(string? text)
    {
        if (string.IsNullOrEmpty(text) || text == "a")
        {
            yield break;
        }

        var runes = text.EnumerateRunes().ToArray();
        for (var taken = runes.Length / 2; taken > 0; taken /= 2)
        {
            for (var start = 0; start + taken <= runes.Length && taken < runes.Length; start += taken)
            {
                yield return Join([.. runes[..start], .. runes[(start + taken)..]]);
            }
        }

        for (var i = 0; i < runes.Length; i++)
        {
            if (runes[i] != new Rune('a'))
            {
                yield return Join([.. runes[..i], new Rune('a'), .. runes[(i + 1)..]]);
            }
        }
    }

    private static string Join(IEnumerable<Rune> runes) => string.Concat(runes.Select(rune => rune.ToString()));
}
