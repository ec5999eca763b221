using StackExchange.Redis;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>In a Redis: what is left of the locks ends with their leases.</summary>
[Collection(SharedServer.Collection)]
public sealed class CrashTests(SharedServer server) : CrashContract
{
    private protected override async Task<CrashPlace> CreateAsync() => await Part.CreateAsync(server.Address);

    private sealed class Part(string address, string prefix, SharedRedis redis) : CrashPlace
    {
        private static readonly TimeSpan Left = TimeSpan.FromMilliseconds(20); // Of a lease of minutes, which nobody extends.

        internal override ITokenStore Store => redis.Store;

        internal static async Task<Part> CreateAsync(string address)
        {
            var prefix = $"{Guid.NewGuid():N}:";
            return new Part(address, prefix, await SharedRedis.ConnectAsync(address, prefix));
        }

        internal override async Task<CrashPlace> CopyAsync()
        {
            var (copy, all) = (await CreateAsync(address), redis.Database.Multiplexer.GetServer(address));
            await foreach (var key in all.KeysAsync(pattern: $"{prefix}*"))
            {
                var (name, isLock) = (key.ToString()[prefix.Length..], key.ToString().Contains(":lock/", StringComparison.Ordinal));
                if (isLock)
                {
                    await copy.Redis.Database.StringSetAsync(name, await redis.Database.StringGetAsync(name), Left);
                }
                else
                {
                    await copy.Redis.Database.HashSetAsync(name, await redis.Database.HashGetAllAsync(name));
                }
            }

            return copy;
        }

        private SharedRedis Redis => redis;

        public override ValueTask DisposeAsync() => redis.DisposeAsync();
    }
}
