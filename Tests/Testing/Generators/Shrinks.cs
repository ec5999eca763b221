using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Simpler requests than a given one: shorter texts, plainer characters, fewer parts. Each step is strictly simpler, so shrinking
/// ends.</summary>
internal static class Shrinks
{
    private const int FewElements = 32;
    private const int MostPieces = 256;
    private const byte PlainestByte = (byte)'a';
    private const string Plainest = "a";
    private const string PlainestUri = "a:";

    private static readonly string ShortestTooLong = new('a', FieldGrammar.LongestField + 1);

    /// <summary>Simpler requests that are as valid as this one.</summary>
    internal static IEnumerable<TokenRequest> OfValid(TokenRequest request) =>
        Of(request).Where(simpler => RequestFlaws.Of(simpler).Count == 0);

    /// <summary>Returns simpler answers to a challenge that are as valid as this one.</summary>
    internal static IEnumerable<SecondFactorRequest> OfValid(SecondFactorRequest request) =>
    [
        .. OfValid(FieldNames.Nonce, request.Challenge.ServerNonce.Reveal())
            .Select(text => request with { Challenge = new SecondFactorChallenge(text) }),
        .. request.Factor.Match(
            oneTimeCode: factor => OfValid(FieldNames.OneTimeCode, factor.Code.Reveal())
                .Select(text => request.Challenge.WithOneTimeCode(text)),
            recoveryCode: factor => OfValid(FieldNames.OneTimeCode, factor.Code.Reveal())
                .Select(text => request.Challenge.WithRecoveryCode(text))),
    ];

    /// <summary>Simpler texts that are valid in a field.</summary>
    internal static IEnumerable<string> OfValid(string field, string text) =>
        Of(text).Where(simpler => FieldGrammar.ProblemsOf(field, simpler).Count == 0);

    /// <summary>Returns null and simpler texts, for a field that may be absent.</summary>
    internal static IEnumerable<T?> OfOptional<T>(T? value, Func<T, string?> text, Func<string, T> make)
        where T : class => value is null ? [] : [null, .. Of(text(value)).Select(make)];

    /// <summary>Returns fewer bytes, then plainer ones.</summary>
    internal static IEnumerable<byte[]> Of(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            yield break;
        }

        yield return [];
        for (var length = bytes.Length / 2; length > 0 && bytes.Length / length <= MostPieces; length /= 2)
        {
            for (var start = 0; start < bytes.Length; start += length)
            {
                yield return [.. bytes.Span[..start], .. bytes.Span[Math.Min(start + length, bytes.Length)..]];
            }
        }

        for (var index = 0; index < Math.Min(bytes.Length, FewElements); index++)
        {
            if (bytes.Span[index] != PlainestByte)
            {
                yield return [.. bytes.Span[..index], PlainestByte, .. bytes.Span[(index + 1)..]];
            }
        }
    }

    /// <summary>Simpler requests with some of the flaws of this one, at least one of them, and no other.</summary>
    internal static IEnumerable<TokenRequest> OfInvalid(TokenRequest request)
    {
        var flaws = RequestFlaws.Of(request);
        return Of(request).Concat(Mended(request, flaws)).Where(simpler =>
            RequestFlaws.Of(simpler) is { Count: > 0 } left && left.All(flaws.Contains));
    }

    /// <summary>Simpler requests, of whatever validity.</summary>
    internal static IEnumerable<TokenRequest> Of(TokenRequest request)
    {
        if (request.Format == WireFormat.Json)
        {
            yield return request with { Format = WireFormat.Form };
        }

        if (RequestParts.TextsOf(request).Any(text => text.Key == FieldNames.RedirectUri && text.Value is not null))
        {
            yield return RequestParts.With(request, FieldNames.RedirectUri, null);
        }

        if (RequestParts.AppIdOf(request) is { } appId and > 1)
        {
            yield return RequestParts.WithAppId(request, 1);
            yield return RequestParts.WithAppId(request, appId / 2);
        }

        foreach (var (field, text) in RequestParts.TextsOf(request))
        {
            foreach (var simpler in Of(text))
            {
                yield return RequestParts.With(request, field, simpler);
            }
        }
    }

    /// <summary>Simpler texts, the simplest first.</summary>
    internal static IEnumerable<string> Of(string? text)
    {
        if (string.IsNullOrEmpty(text) || text == Plainest)
        {
            yield break;
        }

        yield return Plainest;
        if (text.Length > PlainestUri.Length)
        {
            yield return PlainestUri;
        }

        if (FieldGrammar.IsTooLong(text) && text != ShortestTooLong)
        {
            yield return ShortestTooLong;
        }

        var elements = TextElements.Of(text);
        if (elements.Count > 1)
        {
            yield return string.Concat(elements.Take(elements.Count / 2));
            yield return string.Concat(elements.Skip(elements.Count / 2));
        }

        if (elements.Count <= FewElements)
        {
            for (var i = 0; i < elements.Count; i++)
            {
                yield return string.Concat([.. elements.Take(i), .. elements.Skip(i + 1)]);
            }
        }

        for (var i = 0; i < Math.Min(elements.Count, FewElements); i++)
        {
            if (elements[i] != Plainest)
            {
                yield return string.Concat([.. elements.Take(i), Plainest, .. elements.Skip(i + 1)]);
            }
        }
    }

    private static IEnumerable<TokenRequest> Mended(TokenRequest request, IEnumerable<Flaw> flaws) => flaws.Select(flaw => flaw.Field switch
    {
        FieldNames.Format => request with { Format = WireFormat.Form },
        FieldNames.GrantType => request with { Grant = Grant.RefreshToken(Plainest) },
        FieldNames.AppId => RequestParts.WithAppId(request, 1),
        FieldNames.RedirectUri => RequestParts.With(request, flaw.Field, null),
        _ => RequestParts.With(request, flaw.Field, Plainest),
    });
}
