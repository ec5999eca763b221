using StackExchange.Redis;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>What is particular to a Redis: how long its entries live, and that it may be gone.</summary>
[Collection(SharedServer.Collection)]
public sealed class RedisTests(SharedServer server)
{
    private const string App = "login/https%3A%2F%2Fapi.podio.com%2F/sample-client/app/654321";

    [SkippableFact]
    public async Task An_entry_outlives_all_its_users_and_the_record_of_a_sign_out_does_not()
    {
        await using var redis = await SharedRedis.ConnectAsync(server.Address, $"{Guid.NewGuid():N}:");
        (await new Bench { Store = redis.Store }.AppElsewhereAsync()).Right();
        Assert.True(await redis.Database.KeyExistsAsync(App));
        Assert.True(await redis.Database.KeyTimeToLiveAsync(App) > TimeSpan.FromDays(9 * 365));
        Assert.False(await redis.Database.KeyExistsAsync($"lock/{App}")); // It was given back.
        Assert.True((await redis.Store.ForgetAsync(LoginKey.Parse(App))).Right());
        Assert.InRange((await redis.Database.KeyTimeToLiveAsync(App))!.Value, TimeSpan.FromDays(29), TimeSpan.FromDays(30));
    }

    [SkippableFact]
    public async Task A_server_that_is_gone_is_reported_and_nothing_is_sent()
    {
        Assert.NotEmpty(server.Address); // Else there is none to be gone.
        using var own = await RespServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(own.Address, "", BacklogPolicy.FailFast);
        var bench = new Bench { Store = redis.Store };
        (await bench.AppElsewhereAsync()).Right();
        own.Dispose();
        await using var source = bench.OfApp(bench.Options with { LockTimeout = TimeSpan.FromSeconds(1) });
        // Whether an absent server gives no lock, or an error, is the lock provider's to say.
        var error = await source.ErrorAsync();
        Assert.True(error is StoreError or LockLostError, error.Describe());
        Assert.Equal(1, bench.Exchanges);
    }
}
