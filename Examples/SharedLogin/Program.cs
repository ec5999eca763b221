using LanguageExt;
using Medallion.Threading.Redis;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

// Two processes share one login, so that only one of them sends a request to Podio.
const string howToStart =
    """
    Two copies of this program share one login in Redis: the first requests a token from Podio, the second finds it.
    It needs Redis and a Podio. To start them:
      docker run --rm -p 6379:6379 redis
      dotnet run --project Examples/PodioToken -- serve --port 8020
    Then, twice:
      dotnet run --project Examples/SharedLogin -- --redis 127.0.0.1:6379 --podio http://127.0.0.1:8020
    """;
if (args is not ["--redis", var redis, "--podio", var podio])
{
    Console.Error.WriteLine(howToStart);
    return 2;
}

if (PodioEndpoint.Create(podio).Case is not PodioEndpoint endpoint)
{
    Console.Error.WriteLine($"--podio must be the address of a Podio, such as http://127.0.0.1:8020.\n\n{howToStart}");
    return 2;
}

// One Redis for the entries and for the locks, with one prefix for both.
const string prefix = "shared-login:";
ConnectionMultiplexer connected;
try
{
    connected = await ConnectionMultiplexer.ConnectAsync(redis);
}
catch (Exception exception) when (exception is RedisConnectionException or ArgumentException)
{
    Console.Error.WriteLine($"No Redis server at {redis}.\n\n{howToStart}");
    return 1;
}

await using var connection = connected;
using var cache = new RedisCache(new RedisCacheOptions
{
    ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(connection),
    InstanceName = prefix,
});
var store = new DistributedTokenStore(cache, new RedisDistributedSynchronizationProvider(connection.GetDatabase().WithKeyPrefix(prefix)));

// The rest is the same as with any other store. The observer is only notified of a token that this copy requested.
RenewedEvent? renewed = null;
using var httpClient = HttpClientTransport.CreateClient();
await using var source = TokenSource.Unattended(
    HttpClientTransport.Create(httpClient, endpoint).ToTokenExchange(),
    new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken)),
    new TokenSourceOptions { Store = store, Endpoint = endpoint, Observer = happened => renewed = happened as RenewedEvent ?? renewed });
var answer = await source.GetTokenAsync();
Console.WriteLine("Two copies of this program share one login in Redis: the first requests a token from Podio, the second finds it.");
Console.WriteLine(answer.Match(
    Right: _ => $"{(renewed is null ? "Found in Redis" : "Requested from Podio")}: a token that expires at {source.ExpiresAt:u}.",
    Left: error => error.Describe()));
return answer.IsRight ? 0 : 1;
