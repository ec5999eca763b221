using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>A token request, read by us, and created from the fields that ASP.NET Core's form reader or System.Text.Json finds. Both result
/// in the canonical form of a valid request, or in none.</summary>
internal static class RequestReaders
{
    internal static Reading Ours(byte[] body, WireFormat format) => TokenRequest.Decode(new ReceivedRequest(
        "POST", format == WireFormat.Json ? "/oauth/token/v2" : "/oauth/token",
        format == WireFormat.Json ? "application/json" : "application/x-www-form-urlencoded", authorization: null, body)).Match(
            Right: Canonical,
            Left: error => new Reading(Values: null, string.Join(' ', ((InvalidInputError)error).Fields.Select(field => field.Problem))));

    internal static Reading ByFormReader(byte[] body) => Reading.By(() =>
    {
        var reader = new FormPipeReader(PipeReader.Create(new ReadOnlySequence<byte>((byte[])[.. body]))) // The reader decodes in place.
        {
            ValueCountLimit = int.MaxValue,
            KeyLengthLimit = int.MaxValue,
            ValueLengthLimit = int.MaxValue,
        };
        var fields = reader.ReadFormAsync().GetAwaiter().GetResult();
        return Build( // The keys are case-insensitive.
            name => fields.FirstOrDefault(field => field.Key == name).Value.FirstOrDefault(), WireFormat.Form);
    });

    internal static Reading ByDocument(byte[] body) => Reading.By(() =>
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? Build(name => document.RootElement.TryGetProperty(name, out var value) ? Reading.TextOf(value) : null, WireFormat.Json)
            : Reading.Refused;
    });

    private static Reading Build(Func<string, string?> valueOf, WireFormat format)
    {
        string? Field(string name) => valueOf(name) is { Length: > 0 } text ? text : null;
        var appId = long.TryParse(Field(FieldNames.AppId), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
        Grant? grant = Field(FieldNames.GrantType) switch
        {
            "authorization_code" => Grant.AuthorizationCode(Field(FieldNames.Code)!, Field(FieldNames.RedirectUri)),
            "password" => Grant.Password(Field(FieldNames.Username)!, Field(FieldNames.Password)!),
            "app" => Grant.App(appId, Field(FieldNames.AppToken)!),
            "refresh_token" => Grant.RefreshToken(Field(FieldNames.RefreshToken)!),
            _ => null,
        };
        return grant is null
            ? Reading.Refused
            : Canonical(new TokenRequest(new(Field(FieldNames.ClientId), Field(FieldNames.ClientSecret)!), grant, format));
    }

    private static Reading Canonical(TokenRequest request) => TokenRequest.Encode(request).Match(
        Right: form => new Reading(new Dictionary<string, string?> { ["request"] = Encoding.UTF8.GetString(form.ToBytes()) }),
        Left: _ => Reading.Refused);
}
