namespace PodioOAuth.Functional.InMemory.Tests.Authorize;

/// <summary>A browser's requests, by hand: what it accepts, and what it says of where a form comes from. Follows no redirect.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    internal const string Good = "client_id=my-client&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb%3Fa%3D1&state=s+%26%3D%C3%A9";

    private const string Html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private Visitor(InMemoryPodio podio, LocalPodio server) => (Podio, Server) = (podio, server);

    internal InMemoryPodio Podio { get; }

    internal LocalPodio Server { get; }

    internal static async Task<Visitor> ArriveAsync(InMemoryPodio? podio = null)
    {
        podio ??= new TestPodio().Podio;
        return new Visitor(podio, await LocalPodio.StartAsync(podio));
    }

    internal async Task<Visit> GetAsync(string query, string accept = Html)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Address, "oauth/authorize?" + query));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await SendAsync(request);
    }

    internal async Task<Visit> AnswerAsync(
        string? query, string answer, string? user = "123", string? site = "same-origin", string? origin = "null", string accept = Html)
    {
        var fields = new Dictionary<string, string?> { ["request"] = query, ["answer"] = answer, ["user"] = user };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.Address, "oauth/authorize"))
        {
            Content = new FormUrlEncodedContent(fields.Where(field => field.Value is not null)!),
        };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "self" ? Server.Address.GetLeftPart(UriPartial.Authority) : origin);
        }

        return await SendAsync(request);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return Server.DisposeAsync();
    }

    private async Task<Visit> SendAsync(HttpRequestMessage request)
    {
        using var reply = await _client.SendAsync(request);
        return new Visit(
            reply.StatusCode,
            reply.Headers.Concat(reply.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
            await reply.Content.ReadAsStringAsync());
    }
}

/// <summary>What a visitor got.</summary>
internal sealed record Visit(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal string? Location => Headers.GetValueOrDefault("Location");

    internal string Policy => Headers["Content-Security-Policy"];
}
