namespace PodioOAuth.Functional.Transports.Tests.Secure;

internal static class Http2Extensions
{
    /// <summary>The transport over HTTP/2: Flurl has a version setting of its own, and does not look at the inner client's.</summary>
    internal static Transport OverHttp2(this Face face, HttpClient client, PodioEndpoint endpoint, TransportOptions? options = null) =>
        face == Face.HttpClient
            ? HttpClientTransport.Create(client, endpoint, options)
            : FlurlTransport.Create(new FlurlClient(client).WithSettings(settings => settings.HttpVersion = "2.0"), endpoint, options);

    /// <summary>The request's whole body.</summary>
    internal static async Task<string> ReadBodyAsync(this HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Ends when the client has given the request up.</summary>
    internal static async Task ClientLeavesAsync(this HttpContext context)
    {
        var hasLeft = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(() => hasLeft.TrySetResult());
        await hasLeft.Task;
    }
}
