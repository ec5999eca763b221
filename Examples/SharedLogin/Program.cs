using LanguageExt;
using Medallion.Threading.Redis;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

// Start it twice, with the same Redis and the same Podio: one copy asks for a token, the other one finds it.
if (args is not ["--redis", var redis, "--podio", var podio])
{
    Console.Error.WriteLine("Usage: SharedLogin --redis HOST:PORT --podio http://127.0.0.1:PORT");
    return 2;
}

var endpoint = PodioEndpoint.Create(podio).Match(
    Right: found => found, Left: error => throw new ArgumentException($"--podio: {error.Describe()}"));

// One Redis for the entries and for the locks, with one prefix for both.
const string prefix = "shared-login:";
await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
using var cache = new RedisCache(new RedisCacheOptions
{
    ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(connection),
    InstanceName = prefix,
});
var store = new DistributedTokenStore(cache, new RedisDistributedSynchronizationProvider(connection.GetDatabase().WithKeyPrefix(prefix)));

// The rest is as with any other store. The observer is told of a token that this copy asked for, and of no other.
RenewedEvent? renewed = null;
using var httpClient = HttpClientTransport.CreateClient();
await using var source = TokenSource.Unattended(
    HttpClientTransport.Create(httpClient, endpoint).ToTokenExchange(),
    new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken)),
    new TokenSourceOptions { Store = store, Endpoint = endpoint, Observer = happened => renewed = happened as RenewedEvent ?? renewed });
var answer = await source.GetTokenAsync();
Console.WriteLine(answer.Match(
    Right: _ => $"{(renewed is null ? "Found in Redis" : "Asked Podio for")} a token that expires at {source.ExpiresAt:u}.",
    Left: error => error.Describe()));
return answer.IsRight ? 0 : 1;
