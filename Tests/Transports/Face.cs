namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>The two transports, for what has to be the same through both.</summary>
public enum Face
{
    HttpClient,
    Flurl,
}

public static class Faces
{
    /// <summary>Both transports with each of the values.</summary>
    public static TheoryData<Face, int> With(params int[] values) => Each(values);

    internal static TheoryData<Face, T> Each<T>(params IEnumerable<T> values)
    {
        var data = new TheoryData<Face, T>();
        foreach (var value in values)
        {
            data.Add(Face.HttpClient, value);
            data.Add(Face.Flurl, value);
        }

        return data;
    }

    internal static Transport Over(
        this Face face, HttpMessageHandler handler, PodioEndpoint? endpoint = null, TransportOptions? options = null) =>
        face.Over(new HttpClient(handler), endpoint, options);

    internal static Transport Over(this Face face, HttpClient client, PodioEndpoint? endpoint = null, TransportOptions? options = null) =>
        face == Face.HttpClient
            ? HttpClientTransport.Create(client, endpoint, options)
            : FlurlTransport.Create(new FlurlClient(client), endpoint, options);
}
