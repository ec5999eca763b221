namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>Requests as a server receives them, from texts written by hand.</summary>
internal static class Received
{
    internal const string Client = "&client_id=my-client&client_secret=s3cr3t";

    /// <summary>The last members of a JSON object, and its end.</summary>
    internal const string JsonClient = "\"client_id\":\"my-client\",\"client_secret\":\"s3cr3t\"}";

    internal static readonly ClientCredentials Credentials = new("my-client", "s3cr3t");

    internal static readonly TokenRequest Password = new(Credentials, Grant.Password("jane", "pw"));

    internal static ReceivedRequest Form(
        string body, string? contentType = "application/x-www-form-urlencoded", Secret? authorization = null) =>
        Form(Encoding.UTF8.GetBytes(body), contentType, authorization);

    internal static ReceivedRequest Form(
        byte[] body, string? contentType = "application/x-www-form-urlencoded", Secret? authorization = null) =>
        new(method: "POST", path: "/oauth/token", contentType: contentType, authorization: authorization, body: body);

    internal static ReceivedRequest Json(string body, string? contentType = "application/json", Secret? authorization = null) =>
        Json(Encoding.UTF8.GetBytes(body), contentType, authorization);

    internal static ReceivedRequest Json(byte[] body, string? contentType = "application/json", Secret? authorization = null) =>
        new(method: "POST", path: "/oauth/token/v2", contentType: contentType, authorization: authorization, body: body);

    /// <summary>The header of HTTP Basic around a pair that is already form-escaped.</summary>
    internal static Secret Basic(string escapedPair) => new("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(escapedPair)));
}
