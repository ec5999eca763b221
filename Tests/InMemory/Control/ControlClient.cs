using System.Net.Http.Json;

namespace PodioOAuth.Functional.InMemory.Tests.Control;

/// <summary>Speaks to the control plane as a test in any language would: literal JSON over HTTP.</summary>
internal sealed class ControlClient(Uri server)
{
    private static readonly HttpClient Client = new();

    internal async Task<(int Status, string Body)> SendAsync(
        string method, string path, string? json = null, string contentType = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server, "_control" + path));
        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { { "Content-Type", contentType } } };
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var reply = await Client.SendAsync(request);
        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }

    internal async Task DoAsync(string method, string path, string? json = null) =>
        Assert.Equal((204, ""), await SendAsync(method, path, json));

    internal async Task<JsonElement> GetAsync(string path) =>
        await Client.GetFromJsonAsync<JsonElement>(new Uri(server, "_control" + path));

    /// <summary>A token request as a form; the status and the <c>error</c> member, or nothing.</summary>
    internal async Task<(int Status, string? Error)> AskAsync(params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var reply = await Client.PostAsync(new Uri(server, "oauth/token"), form);
        var text = await reply.Content.ReadAsStringAsync();
        if (!text.StartsWith('{'))
        {
            return ((int)reply.StatusCode, null);
        }

        using var json = JsonDocument.Parse(text);
        return ((int)reply.StatusCode, json.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null);
    }
}
