using Flurl.Http;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>The two transports, for what has to be the same through both.</summary>
public enum Face
{
    HttpClient,
    Flurl,
}

internal static class Faces
{
    internal static Transport Over(this Face face, HttpMessageHandler handler, PodioEndpoint? endpoint = null, TransportOptions? options = null) =>
        face.Over(new HttpClient(handler), endpoint, options);

    internal static Transport Over(this Face face, HttpClient client, PodioEndpoint? endpoint = null, TransportOptions? options = null) =>
        face == Face.HttpClient
            ? HttpClientTransport.Create(client, endpoint, options)
            : FlurlTransport.Create(new FlurlClient(client), endpoint, options);
}
