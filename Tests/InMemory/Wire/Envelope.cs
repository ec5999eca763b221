namespace PodioOAuth.Functional.InMemory.Tests.Wire;

/// <summary>Podio's error envelopes, spelled out (PODIO 4.1 to 4.7 and the corpus of replies), in the key order of 2026.</summary>
internal static class Envelope
{
    private const string Ended = "\",\"error_parameters\":{},\"error_propagate\":false,";
    private const string EndedForPeople = "\",\"error_parameters\":{},\"error_propagate\":true,";

    // PODIO 4.4
    internal const string InvalidClientId =
        """{"error":"invalid_client","error_detail":"oauth.client.invalid_id","error_description":"""
        + "\"Sorry, you've supplied an invalid client id." + Ended;
    internal const string InvalidClientSecret =
        """{"error":"invalid_client","error_detail":"oauth.client.invalid_secret","error_description":"""
        + "\"Sorry, you've supplied an invalid client secret." + Ended;
    internal const string NoSuchUser =
        """{"error":"invalid_grant","error_detail":"user.invalid.username","error_description":"No such user""" + EndedForPeople;
    internal const string InvalidPassword =
        """{"error":"invalid_grant","error_detail":"user.invalid.password","error_description":"Invalid password""" + EndedForPeople;
    // PODIO 7.4: nothing is on record of apps.
    internal const string NoSuchApp =
        """{"error":"invalid_grant","error_detail":null,"error_description":"No such app""" + Ended;
    internal const string InvalidAppToken =
        """{"error":"invalid_grant","error_detail":null,"error_description":"Invalid app token""" + Ended;
    internal const string InvalidCode =
        """{"error":"invalid_grant","error_detail":"oauth.grant.invalid","error_description":"Invalid authorization code""" + Ended;
    internal const string ExpiredCode =
        """{"error":"invalid_grant","error_detail":"oauth.grant.expired","error_description":"The authorization code has expired""" + Ended;
    internal const string InvalidRefreshToken =
        """{"error":"invalid_grant","error_detail":"oauth.grant.invalid","error_description":"Invalid refresh token""" + Ended;
    internal const string ExpiredRefreshToken =
        """{"error":"invalid_grant","error_detail":"oauth.grant.expired","error_description":"The refresh token has expired""" + Ended;
    internal const string UnsupportedGrantType =
        """{"error":"unsupported_grant_type","error_detail":null,"error_description":"Unsupported grant type""" + Ended;
    // PODIO 1.3, 4.7
    internal const string MustBeObject =
        """{"error":"invalid_value","error_detail":null,"error_description":"Invalid value null (null): must be object""" + Ended;
    // PODIO 4.13
    internal const string InvalidAuthorizationHeader =
        """{"error":"Invalid authorization header","error_detail":null,"error_description":"Invalid authorization header""" + Ended;
    // PODIO 4.7
    internal const string NotFound =
        """{"error":"not_found","error_detail":null,"error_description":"""
        + "\"No matching operation could be found. No body was given." + Ended;
    // PODIO 4.7
    internal const string MissingClientId =
        """{"error":"invalid_client","error_detail":null,"error_description":"Missing parameter client_id""" + Ended;
    internal const string MissingClientSecret =
        """{"error":"invalid_client","error_detail":null,"error_description":"Missing parameter client_secret""" + Ended;

    /// <summary>RFC 6749 §5.2: a required parameter is missing.</summary>
    internal static string Missing(string parameter) =>
        $$"""
        {"error":"invalid_request","error_detail":null,
        "error_description":"Missing parameter {{parameter}}","error_parameters":{},"error_propagate":false,
        """;

    /// <summary>The whole body: the envelope, without the line breaks of this file, and the echo of the request (PODIO 4.2).</summary>
    internal static string Whole(string envelope, string path, string method = "POST") =>
        envelope.ReplaceLineEndings("") + $"\"request\":{{\"url\":\"{path}\",\"method\":\"{method}\",\"query_string\":\"\"}}}}";
}
