using Microsoft.Extensions.Caching.Distributed;
using PodioOAuth.Functional.HostingProcess;
using StackExchange.Redis;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A cache that lost an entry, or is not there at all.</summary>
[Collection(SharedServer.Collection)]
public sealed class EvictionTests(SharedServer server)
{
    private const string App = "login/https%3A%2F%2Fapi.podio.com%2F/sample-client/app/654321";
    private const string Jane = "login/https%3A%2F%2Fapi.podio.com%2F/sample-client/login/jane";

    private readonly Bench _bench = new();

    [Fact]
    public async Task When_the_entry_was_evicted_an_app_starts_again_and_a_person_has_to_sign_in_again()
    {
        var store = CacheOfOneProcessContract.OverMemory(out var cache);
        var app = await TokenAsync(store);
        await using (var source = OfPerson(store))
        {
            await source.SignInAsync();
        }

        foreach (var key in new[] { App, Jane })
        {
            Assert.NotNull(await cache.GetAsync(key));
            await cache.RemoveAsync(key);
        }

        Assert.NotEqual(app, await TokenAsync(store));
        Assert.Equal(["app", "authorization_code", "app"], _bench.Podio.Requests.Select(request => request.Fields["grant_type"]));
        await using var next = OfPerson(store);
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), await next.ErrorAsync());
        await next.SignInAsync(code: 1);
    }

    [SkippableFact]
    public async Task An_entry_in_a_Redis_outlives_everybody_who_uses_it_and_word_of_a_sign_out_does_not()
    {
        await using var redis = await SharedRedis.ConnectAsync(server.Address, $"{Guid.NewGuid():N}:", TimeSpan.FromSeconds(30));
        await TokenAsync(redis.Store);
        Assert.True(await redis.Database.KeyExistsAsync(App));
        Assert.True(await redis.Database.KeyTimeToLiveAsync(App) > TimeSpan.FromDays(9 * 365));
        Assert.False(await redis.Database.KeyExistsAsync($"lock/{App}")); // It was given back.
        Assert.True((await redis.Store.ForgetAsync(LoginKey.Parse(App))).Right());
        Assert.InRange((await redis.Database.KeyTimeToLiveAsync(App))!.Value, TimeSpan.FromDays(29), TimeSpan.FromDays(30));
    }

    [SkippableFact]
    public async Task Of_a_server_that_is_gone_it_is_said_and_nothing_is_sent()
    {
        Assert.NotEmpty(server.Address); // Else there is none to be gone.
        using var own = await RespServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(own.Address, "", TimeSpan.FromSeconds(30), BacklogPolicy.FailFast);
        await TokenAsync(redis.Store);
        own.Dispose();
        _bench.Podio.ForgetRequests();
        await using var source = _bench.OfApp(_bench.Options with { Store = redis.Store, LockTimeout = TimeSpan.FromSeconds(1) });
        // Whether an absent server gives no lock, or an error, is the lock provider's to say.
        var error = await source.ErrorAsync();
        Assert.True(error is StoreError or LockLostError, error.Describe());
        Assert.Empty(_bench.Podio.Requests);
    }

    private async Task<Token> TokenAsync(ITokenStore store)
    {
        await using var source = _bench.OfApp(_bench.Options with { Store = store });
        return await source.TokenAsync();
    }

    private SignedInTokenSource OfPerson(ITokenStore store) => _bench.OfPerson(options: _bench.Options with { Store = store });
}
