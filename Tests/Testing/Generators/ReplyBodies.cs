using System.Text;
using System.Text.Encodings.Web;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Generates bodies of replies: real shapes to be mutated, and objects composed of valid and invalid members (PODIO 3.1, 3.8, 4.1,
/// 4.8).</summary>
internal static class ReplyBodies
{
    internal static readonly byte[][] Literal = Array.ConvertAll(
        new[]
        {
            """{"access_token":"0f1e2d3c4b5a","expires_in":28800"""
                + ""","token_type":"bearer","scope":"global:all","ref":{"type":"user","id":123},"refresh_token":"a0b1c2d3"}""",
            """{"access_token":"0f1e2d3c4b5a","token_type":"Bearer","expires_in":"28799.9","ref":{"type":"app","id":"4294967296"}"""
                + ""","transfer_token":"x"}""",
            """{"server_nonce":"9f8e7d6c","status":"mfa_required"}""",
            """{"error":"invalid_client","error_description":"Sorry, you've supplied """
                + """an invalid client id.","error_detail":"oauth.client.invalid_id","error_parameters":{},"error_propagate":false"""
                + ""","request":{"url":"http:\/\/api.podio.com\/oauth\/token","query_string":"","method":"POST"}}""",
            """{"error":"rate_limit","error_description":"You have hit the rate limit. """
                + """Please wait 300 seconds before trying again","error_detail":null}""",
            """{"error":"invalid_grant","error_description":"The refresh token has expired","error_detail":"oauth.grant.expired"}""",
            "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>",
            "Please wait 60 seconds before trying again",
            "",
        },
        Encoding.UTF8.GetBytes);

    private static readonly string[] Names =
    [
        "access_token", "token_type", "expires_in", "refresh_token", "ref", "scope", "server_nonce", "error", "error_detail",
        "error_description",
        "request", "transfer_token", "error_parameters",
    ];

    private static readonly string[] OddNames =
        ["access\\u005ftoken", "r\\u0065f", "\\ud800", "acc\\udc00ss_token", "", "ACCESS_TOKEN", "e\\u0000"];

    private static readonly string[] GoodMembers =
    [
        "\"token_type\":\"bearer\"", "\"expires_in\":28800", "\"refresh_token\":\"a0b1c2d3\"", "\"scope\":\"global:all\"",
        "\"ref\":{\"type\":\"user\",\"id\":123}", "\"transfer_token\":\"x\"", "\"new_user_created\":false",
    ];

    private static readonly string[] OddValues =
    [
        "null", "true", "0", "-0", "28800", "1e3", "1.5", "-1", "1e999", "-1e999", "9223372036854775808", "{}", "[]", "[[[]]]", "\"\"",
        "\" \"",
        "\"bearer\"", "\"BEARER\"", "\"be\\u0061rer\"", "\"mac\"", "\"28800\"", "\"-Infinity\"", "\"NaN\"", "\"1e5\"", "\"5\\u0000\"",
        "\"\\ud800\"", "\"bea\\ud800\"", "\"global:\\udc00\"", "\"rate_limit\"", "\"wait 30 seconds\"", "\"a\\r\\nb\"", "\"\\u007f\"",
        "{\"type\":\"user\",\"id\":123}", "{\"type\":\"app\",\"id\":\"9007199254740993\"}", "{\"type\":\"space\",\"id\":1}",
        "{\"type\":\"user\",\"id\":1e3}", "{\"id\":1,\"id\":2}", "{\"type\":{},\"id\":[1]}", "{\"\\ud800\":1}", "{\"ty\\ud800\":1}",
    ];

    /// <summary>Token objects with some of their members, in any order.</summary>
    internal static Gen<byte[]> OfTokens { get; } =
        from access in Texts.VsChar
        from others in Gen.Shuffle(GoodMembers)
        from count in Gen.Choose(0, GoodMembers.Length)
        from members in Gen.Shuffle(others.Take(count).Append($"\"access_token\":\"{JavaScriptEncoder.Default.Encode(access)}\""))
        select Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}");

    /// <summary>Objects of valid and invalid members, occasionally wrapped in something, or with one member repeated.</summary>
    internal static Gen<byte[]> Composed { get; } =
        from names in Gen.Shuffle(Names)
        from count in Gen.Choose(0, Names.Length)
        from known in Gen.CollectToArray(names.Take(count), Member)
        from odd in Gen.Frequency(
            (4, Gen.Constant(Array.Empty<string>())), (1, Gen.Elements([.. OddNames, .. Names]).SelectMany(Member).ArrayOf(1)))
        from members in Gen.Shuffle(known.Concat(odd))
        from wrap in Gen.Frequency((12, Gen.Constant("{0}")), (1, Gen.Elements(" {0} ", "\uFEFF{0}", "[{0}]", "{0}{0}", "{0},", "\"{0}\"")))
        select Encoding.UTF8.GetBytes(wrap.Replace("{0}", $"{{{string.Join(',', members)}}}", StringComparison.Ordinal));

    private static Gen<string> Member(string name) => Gen.Frequency(
        (4, Gen.Elements(OddValues)),
        (1, Texts.Any.Select(text => $"\"{JavaScriptEncoder.Default.Encode(text)}\"")),
        (3, Texts.VsChar.Select(text => $"\"{JavaScriptEncoder.Default.Encode(text)}\"")))
        .Select(value => $"\"{name}\":{value}");
}
