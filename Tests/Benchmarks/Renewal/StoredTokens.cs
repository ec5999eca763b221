using System.Globalization;
using System.Text;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A store in memory with the entries of so many logins in it, each as a source writes it, and the reading of one after the
/// other.</summary>
internal sealed class StoredTokens
{
    private const int FewestTokens = 1_000; // Fewer do not stand out from what else moves on the heap: of small stores there are several.

    private static readonly (string Key, string Entry) Sample = ReadSample();

    private readonly InMemoryTokenStore _store = new();
    private readonly string[] _keys;
    private int _next;

    private StoredTokens(int count) => _keys = new string[count];

    /// <summary>The heap that a login takes: its entry, its key and its share of the store.</summary>
    internal double BytesPerToken { get; private set; }

    internal static StoredTokens Fill(int count)
    {
        var stores = new StoredTokens[Math.Max(1, FewestTokens / count)];
        var keys = sizeof(long) * (long)count * stores.Length; // Of the array of keys, which is ours and not the store's.
        var before = LiveBytes();
        for (var i = 0; i < stores.Length; i++)
        {
            stores[i] = new StoredTokens(count);
            stores[i].AddAll();
        }

        var tokens = stores[0];
        tokens.BytesPerToken = (LiveBytes() - before - keys) / (double)(count * stores.Length);
        GC.KeepAlive(stores);
        new Random(20260811).Shuffle(tokens._keys); // Logins are not asked for in the order in which they came.
        return tokens;
    }

    /// <summary>The entry of the next login.</summary>
    internal Task<ReadOnlyMemory<byte>?> ReadNextAsync()
    {
        _next = _next + 1 < _keys.Length ? _next + 1 : 0;
        return _store.ReadAsync(_keys[_next]);
    }

    private void AddAll()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            Add(i);
        }
    }

    private void Add(int index)
    {
        _keys[index] = KeyOf(index).ToString();
        var entry = Sample.Entry.Replace(Sample.Key, _keys[index], StringComparison.Ordinal);
        _store.WriteAsync(_keys[index], Encoding.UTF8.GetBytes(entry)).GetAwaiter().GetResult();
    }

    // Twice, with the finalizers between: what was thrown away before is not to count.
    private static long LiveBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    // The entry of login 0, as a source stores it. The others differ from it in their key.
    private static (string Key, string Entry) ReadSample()
    {
        var store = new InMemoryTokenStore();
        var source = TokenSource.Unattended(
            new SampleExchange(TimeSpan.Zero).AskAsync, RequestOf(0), new() { Store = store });
        var isServed = source.GetTokenAsync().GetAwaiter().GetResult().IsRight;
        var key = source.Key.ToString();
        var entry = isServed && store.ReadAsync(key).GetAwaiter().GetResult() is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "";
        return entry.Contains(key, StringComparison.Ordinal)
            ? (key, entry)
            : throw new InvalidOperationException("The source stored no entry with its key in it.");
    }

    private static LoginKey KeyOf(int index) => LoginKey.OfRequest(PodioEndpoint.Default, RequestOf(index));

    private static TokenRequest RequestOf(int index) => SampleRequest.Request with
    {
        Grant = Grant.Password(string.Create(CultureInfo.InvariantCulture, $"jane.doe.{index:000000}@example.com"), SampleForm.Password),
    };
}
