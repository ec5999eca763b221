namespace PodioOAuth.Functional.InMemory.Tests.Wire;

/// <summary>Requests as they lie on the wire: literal, or written by the framework. Nothing here encodes with our code.</summary>
internal static class Request
{
    internal const string FormType = "application/x-www-form-urlencoded";

    internal static ReceivedRequest Literal(
        string path, string? contentType, string body, string method = "POST", string? authorization = null) =>
        new(method, path, contentType, authorization is null ? null : new Secret(authorization), Encoding.UTF8.GetBytes(body));

    internal static ReceivedRequest Form(string body) => Literal("/oauth/token", FormType, body);

    internal static ReceivedRequest Json(string body) => Literal("/oauth/token/v2", "application/json", body);

    /// <summary>The fields in the format of either endpoint, written by the framework.</summary>
    internal static ReceivedRequest Of(WireFormat format, params (string Name, string Value)[] fields) => format == WireFormat.Json
        ? Json(JsonSerializer.Serialize(fields.ToDictionary(field => field.Name, field => field.Value)))
        : Form(FormText(fields));

    internal static string FormText(params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var reader = new StreamReader(content.ReadAsStream(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
