using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Decode reads what any correct client sends, and encoding that again gives the one canonical form.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 300)]
public sealed class ForeignClientProperties
{
    [Property]
    public Property A_body_of_another_client_is_the_same_request() => Prop.ForAll(
        (from request in Requests.Any from seed in Gen.Choose(0, int.MaxValue) select (new Specimen(request), seed)).ToArbitrary(),
        foreign => TokenRequest.Decode(Write(foreign.Item1.Request, new Random(foreign.seed))).Match(
            Right: request => request == foreign.Item1.Request, Left: _ => false));

    [Property]
    public Property Encoding_what_was_read_is_canonical() => Prop.ForAll(
        (from request in Requests.Any from seed in Gen.Choose(0, int.MaxValue) select (new Specimen(request), seed)).ToArbitrary(),
        foreign => (
            from read in TokenRequest.Decode(Write(foreign.Item1.Request, new Random(foreign.seed)))
            from canonical in TokenRequest.Encode(read)
            from direct in TokenRequest.Encode(foreign.Item1.Request)
            select canonical.Equals(direct)).Match(Right: same => same, Left: _ => false));

    private static ReceivedRequest Write(TokenRequest request, Random random)
    {
        var basic = random.Next(3) == 0;
        var fields = RequestParts.Of(request)
            .Where(part => !basic || part.Field is not (FieldNames.ClientId or FieldNames.ClientSecret))
            .Append((Field: FieldNames.GrantType, Value: RequestParts.GrantTypeOf(request)))
            .Append((Field: "state", Value: "unknown & ignored"))
            .Concat(request.Grant is PasswordGrant or AppGrant ? [(Field: FieldNames.RedirectUri, Value: "https://unused.example/")] : [])
            .Concat(request.Grant is RefreshTokenGrant ? [(Field: FieldNames.Code, Value: "")] : [])
            .ToArray();
        random.Shuffle(fields);
        var authorization = basic ? Basic(request.Client, random) : null;
        return request.Format == WireFormat.Form
            ? new ReceivedRequest("POST", "/oauth/token", Pick(random, "application/x-www-form-urlencoded", "Application/X-WWW-Form-URLencoded; charset=UTF-8"),
                authorization, Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Escape(field.Field, random)}={Escape(field.Value!, random)}"))))
            : new ReceivedRequest("POST", "/oauth/token/v2", Pick(random, "application/json", "application/json;charset=utf-8"), authorization, Json(fields, random));
    }

    // Any correct escaping: a space as + or %20, hex in either case, letters escaped for no reason.
    private static string Escape(string text, Random random) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b => (char)b switch
    {
        ' ' when random.Next(2) == 0 => "+",
        var c when char.IsAsciiLetterOrDigit(c) && random.Next(8) > 0 => c.ToString(),
        _ => "%" + b.ToString(random.Next(2) == 0 ? "X2" : "x2", CultureInfo.InvariantCulture),
    }));

    private static byte[] Json((string Field, string? Value)[] fields, Random random) => Encoding.UTF8.GetBytes("{ " + string.Join(" ,\n", fields.Select(field =>
        $"{JsonSerializer.Serialize(field.Field)}:{(field.Field == FieldNames.AppId && random.Next(2) == 0 ? field.Value : field.Value is "" ? "null" : JsonSerializer.Serialize(field.Value))}")) + "}");

    private static Secret Basic(ClientCredentials client, Random random) => new(Pick(random, "Basic ", "basic ") + Convert.ToBase64String(
        Encoding.ASCII.GetBytes($"{Escape(client.ClientId, random)}:{Escape(client.ClientSecret.Reveal(), random)}")));

    private static string Pick(Random random, string one, string other) => random.Next(2) == 0 ? one : other;
}
