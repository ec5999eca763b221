using System.Text;
using PodioOAuth.Functional.Serving;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>The parts of a token request that a server reads: both formats, HTTP Basic, the second factor.</summary>
internal static class RequestTargets
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string JsonType = "application/json";

    internal static Action Form(ReadOnlySpan<byte> input) =>
        Decode(new ReceivedRequest("POST", "/oauth/token", FormType, authorization: null, input.ToArray()));

    internal static Action Json(ReadOnlySpan<byte> input) =>
        Decode(new ReceivedRequest("POST", "/oauth/token/v2", JsonType, authorization: null, input.ToArray()));

    /// <summary>A header unchanged; or, after an exclamation mark, the pair to encode in base64, which no mutation would find.</summary>
    internal static Action Basic(ReadOnlySpan<byte> input)
    {
        var header = HeaderOf(input);
        return Decode(new ReceivedRequest(
            "POST", "/oauth/token", FormType, new Secret(header), "grant_type=refresh_token&refresh_token=r"u8.ToArray()));
    }

    internal static Action SecondFactor(ReadOnlySpan<byte> input)
    {
        var outcome = SecondFactorRequest.Decode(
            new ReceivedRequest("POST", "/mfa/verify", JsonType, authorization: null, input.ToArray()));
        return () => outcome.Match(
            Right: request =>
            {
                Law.Holds(SecondFactorRequest.Decode(SecondFactorRequest.Encode(request).Right()) == request, "decodes to itself");
                Law.Redacts(request, (it, other) => it with { Challenge = new SecondFactorChallenge(other) });
            },
            Left: Law.IsRefusal);
    }

    private static string HeaderOf(ReadOnlySpan<byte> input)
    {
        using var uncounted = new Uncounted();
        return input is [(byte)'!', .. var pair] ? $"Basic {Convert.ToBase64String(pair)}" : Text.Of(input);
    }

    private static Action Decode(ReceivedRequest received)
    {
        var outcome = TokenRequest.Decode(received);
        return () => outcome.Match(Right: Check, Left: Law.IsRefusal);
    }

    private static void Check(TokenRequest request)
    {
        var form = TokenRequest.Encode(request).Right();
        Law.Holds(TokenRequest.Decode(form) == request, "decodes to itself");
        Law.Holds(form.ToString().All(char.IsAscii), "prints the grant type alone");
        Law.Redacts(request, (it, other) => it with { Client = new(it.Client.ClientId, other) });
        Law.Redacts(request, (it, other) => it with
        {
            Grant = it.Grant.Match(
                authorizationCode: grant => Grant.AuthorizationCode(other, grant.RedirectUri),
                password: grant => Grant.Password(grant.Username, other),
                app: grant => Grant.App(grant.AppId, other),
                refreshToken: _ => Grant.RefreshToken(other)),
        });
    }
}

/// <summary>Returns requests from our own writers, and as others write them.</summary>
internal static class RequestSeeds
{
    private static readonly Grant[] Grants =
    [
        Grant.AuthorizationCode("a1b2c3", "https://app.example.com/cb?a=1&b=%2F"),
        Grant.AuthorizationCode("a1b2c3", redirectUri: null), Grant.Password("jane+podio@example.com", "pass & wörd=100% 😀"),
        Grant.App(654321, "0123456789abcdef"), Grant.RefreshToken("r~1"),
    ];

    internal static IEnumerable<byte[]> Forms() => Written(WireFormat.Form).Concat(Text.Seeds(
        "",
        "client_secret=s&client_id=c&app_token=t&app_id=1&grant_type=app&x=y&x=%ff",
        "grant_type=app&app_id=+07&app_token=t&client_id=c&client_secret=s",
        "grant_type=password&username=a%20b&password=%C3%B6+%f0%9F%98%80&client_id=&client_id=c&client_secret=s",
        $"grant_type=refresh_token&refresh_token={new string('r', 16_384)}&client_id=c&client_secret=s",
        Many("a=a&"), Many("%&"), Many("code=&"), "code=" + Many("+"), "code=" + Many("%ff")));

    internal static IEnumerable<byte[]> Jsons() => Written(WireFormat.Json).Concat(Text.Seeds(
        """ { "grant_type": "app", "app_id": "1", "app_token": "\u0074", "client_id": "c", "client_secret": "s", "x": [{}, null] } """,
        """{"grant_type":"password","username":"\ud83d\ude00","password":null,"client_id":"c","client_secret":"s","scope":{"a":[1.5e3]}}""",
        $$"""{"grant_type":"refresh_token","refresh_token":"{{new string('r', 1_000_000)}}","client_id":"c","client_secret":"s"}""",
        $$"""{{{Many("\"\\ud800\":0,")}}"a":0}""", $$"""{{{Many("\"code\":0,")}}"a":0}""",
        $"t{Many("o")}", new string('[', 70)));

    internal static IEnumerable<byte[]> Basics() => Text.Seeds(
        "!my-client:client+secret", "!a%20b:c%3Ad:e", "!:", "!é:%", "Basic bXktY2xpZW50OnNlY3JldA==", "basic  YTpi ", "Bearer abc", "",
        "Basic", $"Basic {new string('A', 40_000)}", $"!a:{Many("+%41")}");

    internal static IEnumerable<byte[]> SecondFactors() => Text.Seeds(
        """{"nonce":"n\u00e9","otp":"123456"}""", """{"recoveryCode":"r","nonce":"n"}""", """{"nonce":"n","otp":"1","recoveryCode":"2"}""");

    /// <summary>Almost as much as any reader accepts.</summary>
    internal static string Many(string part) => string.Concat(Enumerable.Repeat(part, 1_048_000 / part.Length));

    private static IEnumerable<byte[]> Written(WireFormat format) => Grants.Select(grant => TokenRequest
        .Encode(new TokenRequest(new ClientCredentials("my-client", "client+secret"), grant, format))
        .Right().ToBytes());
}
