using System.Collections.Concurrent;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <content>Finds, adds and disposes sources.</content>
public sealed partial class TokenSourceRegistry
{
    private readonly ConcurrentDictionary<SourceKey, Entry> _entries = new();

    private TokenSource? Existing(SourceKey key) => _entries.TryGetValue(key, out var entry) ? entry.Source : null;

    // A method that also adds a source would allocate what that needs before it finds one.
    private TokenSource? Find(SourceKey key)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        Use(entry);
        return entry.Source;
    }

    private TokenSource AddUnattended(SourceKey key, TokenRequest request) => Add(
        key,
        request,
        static (registry, request) => TokenSource.Unattended(
            registry._exchange, request, registry._observer is null ? registry._options : registry.Observed(registry.KeyOf(request))));

    private SignedInTokenSource AddSignedIn(SourceKey key, ClientCredentials client, string name, WireFormat format) => Add(
        key,
        (client, name, format),
        static (registry, login) => registry.WithOldWarning(registry.NewSignedIn(login.client, login.name, login.format)));

    private SignedInTokenSource NewSignedIn(ClientCredentials client, string name, WireFormat format) => TokenSource.SignedIn(
        _exchange, client, name, format, _observer is null ? _options : Observed(KeyOf(client, name)));

    // Static functions, because a registry may have a million sources.
    private TSource Add<TSource, TLogin>(SourceKey key, TLogin login, Func<TokenSourceRegistry, TLogin, TSource> make)
        where TSource : TokenSource
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var entry = _entries.GetOrAdd(
                key,
                static (_, it) => new Entry(it.make(it.registry, it.login), Elapsed.Since(it.registry._options.TimeProvider)),
                (registry: this, login, make));
            Use(entry);
            return (TSource)entry.Source;
        }
    }

    private TokenSourceOptions Observed(LoginKey key) => _options with
    {
        Observer = what =>
        {
            try
            {
                _options.Observer?.Invoke(what);
            }
            finally
            {
                _observer!(key, what); // Whatever the other one throws.
            }
        },
    };

    private async ValueTask<bool> DisposeAsync(SourceKey key)
    {
        if (!_entries.TryRemove(key, out var entry))
        {
            return false;
        }

        await entry.Source.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>The request or the person that a source is for. Its hash is computed once: that takes longer than the search.</summary>
    private readonly struct SourceKey(object login) : IEquatable<SourceKey>
    {
        private readonly object _login = login;
        private readonly int _hash = login.GetHashCode();

        public bool Equals(SourceKey other) => _hash == other._hash && _login.Equals(other._login);

        public override bool Equals(object? obj) => obj is SourceKey other && Equals(other);

        public override int GetHashCode() => _hash;
    }

    private sealed class Entry(TokenSource source, Elapsed used)
    {
        private long _timestamp = used.Timestamp;
        private long _ticks = used.Wall.UtcTicks;

        internal TokenSource Source => source;

        /// <summary>The time of the last use. Two callers may set it concurrently: either value will do.</summary>
        internal Elapsed Used
        {
            get => new(Volatile.Read(ref _timestamp), new DateTimeOffset(Volatile.Read(ref _ticks), TimeSpan.Zero));
            set
            {
                Volatile.Write(ref _timestamp, value.Timestamp);
                Volatile.Write(ref _ticks, value.Wall.UtcTicks);
            }
        }
    }
}
