using FsCheck;
using FsCheck.Fluent;

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
        """{"nonce":"n0nce","otp":"012345"}""",
        "{\"grant_type\":\"authorization_code\",\"code\":\"code-1\",\"redirect_uri\":\"https://app.example.com/cb?a=1&b=%2F\","
        + "\"client_id\":\"my-client\",\"client_secret\":\"client+secret\"}",
    ];

    public static Arbitrary<ReceivedRequest> Requests() => Generator.ToArbitrary();

    internal static Gen<ReceivedRequest> Generator =>
        from method in Gen.Frequency(
            (8, Gen.Constant("POST")), (1, Gen.Constant("GET")), (1, Gen.OneOf(Gen.Elements("post", "", null!), Noise)))
        from path in Gen.Frequency(
            (18, Gen.Elements("/oauth/token", "/oauth/token/v2")),
            (4, Gen.Elements("/mfa/verify", "/oauth/authorize", "/oauth/scope", "/user/status", "/oauth/grant/invalidate", "/echo")),
            (1, Gen.OneOf(Gen.Elements("/", null!), Noise)))
        from contentType in Gen.Frequency(
            (4, Gen.Constant(path is "/oauth/token/v2" or "/mfa/verify" ? "application/json" : "application/x-www-form-urlencoded")),
            (1, Gen.OneOf(Gen.Elements("application/json", "application/x-www-form-urlencoded", ";", null!), Noise)))
        from authorization in Gen.Frequency(
            (6, Gen.Constant<string>(null!)),
            (1, Gen.OneOf(
                Gen.Elements("Basic bXktY2xpZW50OmNsaWVudCUyQnNlY3JldA==", "Basic =", "", "OAuth2 a", "OAuth2", "Bearer a"), Noise)))
        from body in Bodies
        from query in Gen.OneOf(Queries, Noise)
        select new ReceivedRequest(method, path, contentType, authorization is null ? null : new Secret(authorization), body)
        {
            Query = query,
        };

    private static Gen<string> Queries => Gen.OneOf(
        Gen.Elements("code", "token", "other").Select(
            type => $"client_id=my-client&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&response_type={type}&state=s+%0d%0a"),
        Pairs);

    private static Gen<string> Pairs => (
        from name in Gen.Elements("client_id", "redirect_uri", "response_type", "scope", "state")
        from value in Gen.Elements(
            "my-client", "https%3A%2F%2Fapp.example.com%2F", "javascript:alert(1)", "code", "token", "global:all", "a:b", "%", "%0d%0a", "")
        select $"{name}={value}").ArrayOf().Select(pairs => string.Join('&', pairs));

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
