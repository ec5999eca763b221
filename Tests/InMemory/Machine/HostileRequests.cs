using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PodioOAuth.Functional.InMemory.Tests.Wire;

namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>Whatever may reach a server: near misses of good requests, and noise.</summary>
public static class HostileRequests
{
    private static readonly string[] Names =
    [
        "grant_type", "client_id", "client_secret", "code", "redirect_uri", "username", "password", "app_id", "app_token",
        "refresh_token", "x", "",
    ];

    private static readonly string[] Values =
    [
        "password", "authorization_code", "app", "refresh_token", "my-client", "client%2Bsecret", "code-1", "jane%40example.com", "654321",
        "0123456789abcdef", "", "%", "%00", "%ff", "+", "\u00e9", "\ud83d\ude00", "1e3",
    ];

    private static readonly string[] Good =
    [
        "grant_type=password&username=jane%40example.com&password=pass+%26+w%C3%B6rd%3D100%25"
        + "&client_id=my-client&client_secret=client%2Bsecret",
        "grant_type=app&app_id=654321&app_token=0123456789abcdef&client_id=my-client&client_secret=client%2Bsecret",
        """{"grant_type":"app","app_id":654321,"app_token":"0123456789abcdef","client_id":"my-client","client_secret":"client+secret"}""",
        "{\"grant_type\":\"authorization_code\",\"code\":\"code-1\",\"redirect_uri\":\"https://app.example.com/cb?a=1&b=%2F\","
        + "\"client_id\":\"my-client\",\"client_secret\":\"client+secret\"}",
    ];

    public static Arbitrary<ReceivedRequest> Requests() => Generator.ToArbitrary();

    internal static Gen<ReceivedRequest> Generator =>
        from method in Gen.Frequency((9, Gen.Constant("POST")), (1, Gen.OneOf(Gen.Elements("GET", "post", "", null!), Noise)))
        from path in Gen.Frequency((9, Gen.Elements("/oauth/token", "/oauth/token/v2")), (1, Gen.OneOf(Gen.Elements("/", null!), Noise)))
        from contentType in Gen.Frequency(
            (4, Gen.Constant(path == "/oauth/token/v2" ? "application/json" : "application/x-www-form-urlencoded")),
            (1, Gen.OneOf(Gen.Elements("application/json", "application/x-www-form-urlencoded", ";", null!), Noise)))
        from authorization in Gen.Frequency(
            (6, Gen.Constant<string>(null!)),
            (1, Gen.OneOf(Gen.Elements("Basic bXktY2xpZW50OmNsaWVudCUyQnNlY3JldA==", "Basic =", ""), Noise)))
        from body in Bodies
        select new ReceivedRequest(method, path, contentType, authorization is null ? null : new Secret(authorization), body);

    // UTF-16 units of any kind, lone surrogates included.
    private static Gen<string> Noise => Gen.Choose(0, 0xFFFF).Select(unit => (char)unit).ArrayOf().Select(units => new string(units));

    private static Gen<byte[]> Bodies => Gen.OneOf(Whole, Mutated, Fields, Bytes);

    private static Gen<byte[]> Whole => Gen.Elements(Good).Select(Encoding.UTF8.GetBytes);

    private static Gen<byte[]> Mutated =>
        from body in Whole
        from at in Gen.Choose(0, body.Length - 1)
        from value in Gen.Choose(0, 255)
        select (byte[])[.. body[..at], (byte)value, .. body[(at + 1)..]];

    private static Gen<byte[]> Fields => (
        from name in Gen.Elements(Names)
        from value in Gen.Elements(Values)
        select $"{name}={value}").ArrayOf().Select(fields => Encoding.UTF8.GetBytes(string.Join('&', fields)));

    private static Gen<byte[]> Bytes => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();
}
