using System.Globalization;
using System.Text;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Writes a request correctly but as differently from the library as possible. It shares no code with the library's
/// encoder.</summary>
internal static class ForeignSpelling
{
    private static readonly string[] GrantFields =
    [
        FieldNames.Code, FieldNames.RedirectUri, FieldNames.Username, FieldNames.Password, FieldNames.AppId, FieldNames.AppToken,
        FieldNames.RefreshToken,
    ];

    internal static ReceivedRequest Write(TokenRequest request, Random hand)
    {
        var isBasic = hand.Next(3) == 0;
        var fields = FieldsOf(request, withClient: !isBasic);
        var sent = fields
            .Select(field => new KeyValuePair<string, string?>(field.Key, field.Value))
            .Concat(Extras(fields, request, hand))
            .ToArray();
        hand.Shuffle(sent);
        var isJson = request.Format == WireFormat.Json;
        return new ReceivedRequest(
            method: "POST",
            path: isJson ? "/oauth/token/v2" : "/oauth/token",
            contentType: ContentType(isJson ? "application/json" : "application/x-www-form-urlencoded", hand),
            authorization: isBasic ? Basic(request.Client, hand) : null,
            body: Encoding.UTF8.GetBytes(isJson ? ForeignJson.Write(sent, hand) : ForeignForm.Write(sent, hand)));
    }

    private static KeyValuePair<string, string>[] FieldsOf(TokenRequest request, bool withClient)
    {
        var texts = RequestParts.TextsOf(request)
            .Where(text => text.Value is not null && (withClient || text.Key is not (FieldNames.ClientId or FieldNames.ClientSecret)))
            .Select(text => KeyValuePair.Create(text.Key, text.Value!));
        var appId = RequestParts.AppIdOf(request) is { } id
            ? [KeyValuePair.Create(FieldNames.AppId, id.ToString(CultureInfo.InvariantCulture))]
            : Array.Empty<KeyValuePair<string, string>>();
        return [KeyValuePair.Create(FieldNames.GrantType, request.Grant.GrantType), .. appId, .. texts];
    }

    // What a server must ignore: unknown fields, known fields without a value, and a redirect URI if the grant doesn't use one (PODIO 2.5).
    private static IEnumerable<KeyValuePair<string, string?>> Extras(
        KeyValuePair<string, string>[] fields, TokenRequest request, Random hand)
    {
        var unused = GrantFields.Except(fields.Select(field => field.Key)).ToArray();
        if (hand.Next(2) == 0)
        {
            yield return new("scope", hand.Next(2) == 0 ? "" : "global:all & more=+%");
        }

        if (hand.Next(3) == 0)
        {
            yield return new("Client_Id", "names are compared exactly");
        }

        if (hand.Next(2) == 0)
        {
            yield return new(unused[hand.Next(unused.Length)], hand.Next(2) == 0 ? "" : null);
        }
        else if (request.Grant.Match(authorizationCode: _ => false, password: _ => true, app: _ => true, refreshToken: _ => false))
        {
            yield return new(FieldNames.RedirectUri, "https://example.com/unused?a=b&c=d");
        }
    }

    private static string ContentType(string mediaType, Random hand) => hand.Next(5) switch
    {
        0 => $"{mediaType}; charset=utf-8",
        1 => $"{mediaType};charset=UTF-8",
        2 => $"{mediaType} ; charset=\"utf-8\"; x=y",
        3 => mediaType.ToUpperInvariant(),
        _ => mediaType,
    };

    private static string Basic(ClientCredentials client, Random hand)
    {
        var id = ForeignForm.Escape(client.ClientId, hand).Replace(":", "%3A", StringComparison.Ordinal); // The first colon ends the ID.
        var pair = $"{id}:{ForeignForm.Escape(client.ClientSecret.Reveal(), hand)}";
        return $"{(hand.Next(2) == 0 ? "Basic" : "bASIC")} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";
    }
}
