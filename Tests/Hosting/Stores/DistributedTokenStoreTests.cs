namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>What a distributed cache would do with an entry by itself, and what the store makes of it.</summary>
public sealed class DistributedTokenStoreTests
{
    private const string Key = "login/https%3A%2F%2Fapi.podio.com%2F/sample-client/login/jane";
    private const int LongestKey = 400;

    private static readonly byte[] Entry = "entry"u8.ToArray();

    private readonly FakeTimeProvider _clock = new(Bench.Start);
    private readonly SlidingCache _cache;
    private readonly DistributedTokenStore _store;

    public DistributedTokenStoreTests()
    {
        _cache = new SlidingCache(_clock);
        _store = new DistributedTokenStore(_cache, new MemoryLocks());
    }

    [Fact]
    public async Task A_login_outlives_the_default_expiration_of_the_cache()
    {
        await _store.WriteAsync(Key, Entry);
        await _cache.SetAsync("somebody else's", Entry, new DistributedCacheEntryOptions());
        _clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Null(await _cache.GetAsync("somebody else's"));
        Assert.Equal(Entry, (await _store.ReadAsync(Key))?.ToArray());
        _clock.Advance(TimeSpan.FromDays(365 * 9));
        Assert.Equal(Entry, (await _store.ReadAsync(Key))?.ToArray());
    }

    [Fact]
    public async Task An_entry_with_a_lifetime_ends_with_it_however_often_it_is_read()
    {
        await _store.WriteAsync(Key, Entry, TimeSpan.FromDays(30));
        for (var day = 0; day < 30; day++)
        {
            Assert.Equal(Entry, (await _store.ReadAsync(Key))?.ToArray());
            _clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Null(await _store.ReadAsync(Key));
    }

    // Of one beginning, and as long as the endpoint, the client id and the name of somebody may make them.
    [Property(MaxTest = 300)]
    public bool Keys_have_names_of_their_own_that_are_not_too_long(ushort length, byte one, byte two)
    {
        var beginning = $"login/{new string('a', length % 1000)}";
        var (first, second) = ($"{beginning}{one}", $"{beginning}{two}{new string('b', two)}");
        var names = NamesOf(first, second);
        return names.Count == (first == second ? 1 : 2) && names.All(name => name.Length <= LongestKey);
    }

    [Theory, InlineData(LongestKey, true), InlineData(LongestKey + 1, false)]
    public void A_key_that_is_short_enough_is_its_own_name(int length, bool isItsName)
    {
        var key = new string('a', length);
        Assert.Equal(isItsName, Assert.Single(NamesOf(key)) == key);
    }

    [Fact]
    public void A_key_that_is_too_long_keeps_its_beginning_and_ends_in_its_hash()
    {
        var name = Assert.Single(NamesOf($"login/{new string('a', 500)}"));
        Assert.StartsWith("login/aaa", name, StringComparison.Ordinal);
        Assert.Matches("#[0-9a-f]{64}$", name);
        Assert.Equal(LongestKey, name.Length);
    }

    [Fact]
    public async Task A_long_key_is_read_removed_and_locked_under_the_same_name()
    {
        var (locks, key) = (new MemoryLocks(), $"login/{new string('a', 500)}");
        var store = new DistributedTokenStore(_cache, locks);
        await store.WriteAsync(key, Entry);
        Assert.Equal(Entry, (await store.ReadAsync(key))?.ToArray());
        await using (await store.LockAsync(key, TimeSpan.Zero))
        {
            var name = $"lock/{Assert.Single(_cache.Keys)}"; // Beside the entry: a Redis has one space of names for both.
            Assert.Null(await locks.LockAsync(name, TimeSpan.Zero));
        }

        await store.RemoveAsync(key);
        Assert.Empty(_cache.Keys);
    }

    private static HashSet<string> NamesOf(params string[] keys)
    {
        var cache = new SlidingCache(TimeProvider.System);
        var store = new DistributedTokenStore(cache, new MemoryLocks());
        Array.ForEach(keys, key => store.WriteAsync(key, Entry).GetAwaiter().GetResult()); // In memory: it is done at once.
        return [.. cache.Keys];
    }
}
