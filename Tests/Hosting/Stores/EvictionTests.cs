using Microsoft.Extensions.Caching.Distributed;
using PodioOAuth.Functional.HostingProcess;
using PodioOAuth.Functional.Stores;
using StackExchange.Redis;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A cache that lost an entry, or is not there at all.</summary>
[Collection(SharedServer.Collection)]
public sealed class EvictionTests(SharedServer server)
{
    private const string App = "login/https%3A%2F%2Fapi.podio.com%2F/sample-client/app/654321";
    private const string Jane = "login/https%3A%2F%2Fapi.podio.com%2F/sample-client/login/jane";

    private readonly InMemoryPodio _podio = new(SamplePodio.State(DateTimeOffset.UtcNow));

    [Fact]
    public async Task An_app_starts_again_when_its_entry_was_evicted()
    {
        var store = CacheOfOneProcessContract.OverMemory(out var cache);
        var first = await GetAsync(store);
        await EvictAsync(cache, App);
        Assert.NotEqual(first, await GetAsync(store));
        Assert.Equal(2, _podio.Requests.Count);
        Assert.All(_podio.Requests, request => Assert.Equal("app", request.Fields["grant_type"]));
    }

    [Fact]
    public async Task A_person_has_to_sign_in_again_when_the_entry_was_evicted()
    {
        var store = CacheOfOneProcessContract.OverMemory(out var cache);
        await using (var source = OfPerson(store))
        {
            (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        }

        await EvictAsync(cache, Jane);
        await using var next = OfPerson(store);
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await next.GetTokenAsync()).Left());
        (await next.SignInAsync(SamplePodio.Codes[1], SamplePodio.RedirectUri)).Right();
    }

    [SkippableFact]
    public async Task An_entry_in_a_Redis_outlives_everybody_who_uses_it_and_word_of_a_sign_out_does_not()
    {
        await using var redis = await SharedRedis.ConnectAsync(server.Address, $"{Guid.NewGuid():N}:", TimeSpan.FromSeconds(30));
        await GetAsync(redis.Store);
        Assert.True(await redis.Database.KeyExistsAsync(App));
        Assert.True(await redis.Database.KeyTimeToLiveAsync(App) > TimeSpan.FromDays(9 * 365));
        Assert.False(await redis.Database.KeyExistsAsync($"lock/{App}")); // It was given back.
        (await redis.Store.ForgetAsync(LoginKey.Parse(App))).Match(Right: Assert.True, Left: error => Assert.Fail(error.Describe()));
        Assert.InRange((await redis.Database.KeyTimeToLiveAsync(App))!.Value, TimeSpan.FromDays(29), TimeSpan.FromDays(30));
    }

    [SkippableFact]
    public async Task Of_a_server_that_is_gone_it_is_said_and_nothing_is_sent()
    {
        Assert.NotEmpty(server.Address); // Else there is none to be gone.
        using var own = await RespServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(own.Address, "", TimeSpan.FromSeconds(30), BacklogPolicy.FailFast);
        await GetAsync(redis.Store);
        own.Dispose();
        _podio.ForgetRequests();
        await using var source = OfApp(redis.Store, lockTimeout: TimeSpan.FromSeconds(1));
        // Whether an absent server gives no lock, or an error, is the lock provider's to say.
        var error = (await source.GetTokenAsync()).Left();
        Assert.True(error is StoreError or LockLostError, error.Describe());
        Assert.Empty(_podio.Requests);
    }

    private static async Task EvictAsync(IDistributedCache cache, string key)
    {
        Assert.NotNull(await cache.GetAsync(key));
        await cache.RemoveAsync(key);
    }

    private async Task<Token> GetAsync(ITokenStore store)
    {
        await using var source = OfApp(store);
        return (await source.GetTokenAsync()).Right();
    }

    private TokenSource OfApp(ITokenStore store, TimeSpan? lockTimeout = null) => TokenSource.Unattended(
        _podio.Transport.ToTokenExchange(),
        new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken)),
        new TokenSourceOptions { Store = store, LockTimeout = lockTimeout ?? TimeSpan.FromSeconds(30) });

    private SignedInTokenSource OfPerson(ITokenStore store) => TokenSource.SignedIn(
        _podio.Transport.ToTokenExchange(), SamplePodio.Client, "jane", options: new TokenSourceOptions { Store = store });
}
