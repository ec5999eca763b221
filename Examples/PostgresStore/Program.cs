using LanguageExt;
using PodioOAuth.Functional;
using PostgresStore;

// Start it twice, with the same database and the same Podio: one copy requests a token, the other one finds it.
if (args is not ["--postgres", var connectionString, "--podio", var podio])
{
    Console.Error.WriteLine("Usage: PostgresStore --postgres \"Host=…;Database=…;Username=…\" --podio http://127.0.0.1:PORT");
    return 2;
}

var endpoint = PodioEndpoint.Create(podio).Match(
    Right: found => found, Left: error => throw new ArgumentException($"--podio: {error.Describe()}"));
await using var store = new PostgresTokenStore(connectionString);
await store.CreateTableAsync();

// The rest is the same as with any other store. The observer is only notified of a token that this copy requested.
RenewedEvent? renewed = null;
using var httpClient = HttpClientTransport.CreateClient();
await using var source = TokenSource.Unattended(
    HttpClientTransport.Create(httpClient, endpoint).ToTokenExchange(),
    new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken)),
    new TokenSourceOptions { Store = store, Endpoint = endpoint, Observer = happened => renewed = happened as RenewedEvent ?? renewed });
var answer = await source.GetTokenAsync();
Console.WriteLine(answer.Match(
    Right: _ => $"{(renewed is null ? "Found in PostgreSQL" : "Requested from Podio")}: a token that expires at {source.ExpiresAt:u}.",
    Left: error => error.Describe()));
return answer.IsRight ? 0 : 1;
