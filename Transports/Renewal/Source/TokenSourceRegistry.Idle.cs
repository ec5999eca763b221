using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <content>Removal of unused sources.</content>
public sealed partial class TokenSourceRegistry
{
    // How often all sources are checked within the idle timeout: rarely enough to cost next to nothing.
    private const int SweepsWithinTimeout = 4;

    private readonly TimeSpan _idleTimeout;
    private readonly Dictionary<LoginKey, AgingWarning> _warnings = []; // Warnings of evicted sources. Under the gate.
    private volatile Moment _swept;

    /// <summary>Gets the persons with a source, or with an evicted one, as long as there may be a refresh token to keep alive.</summary>
    internal IReadOnlyCollection<LoginKey> Persons
    {
        get
        {
            var present = _entries.Values.Select(entry => entry.Source).OfType<SignedInTokenSource>().Select(source => source.Key);
            lock (_gate)
            {
                var forgotten = _warnings.Where(warning => warning.Value.IsPending).Select(warning => warning.Key);
                return present.Concat(forgotten).ToHashSet();
            }
        }
    }

    // Where no source is ever removed, the clock isn't read.
    private void Use(Entry entry)
    {
        if (_idleTimeout != TimeSpan.MaxValue)
        {
            var now = Elapsed.Since(_options.TimeProvider);
            entry.Used = now;
            ForgetIdle(now); // Never the one that was just requested.
        }
    }

    private void ForgetIdle(Elapsed now)
    {
        var time = _options.TimeProvider;
        if (_swept.At.Until(now, time) < _idleTimeout / SweepsWithinTimeout)
        {
            return;
        }

        lock (_gate)
        {
            if (_isDisposed || _swept.At.Time(time) < _idleTimeout / SweepsWithinTimeout)
            {
                return; // Another caller has just done this.
            }

            _swept = new Moment(now);
            foreach (var key in _warnings.Where(forgotten => !forgotten.Value.IsPending).Select(forgotten => forgotten.Key).ToList())
            {
                _warnings.Remove(key);
            }

            var idle = _entries.Where(pair => pair.Value.Used.Time(time) >= _idleTimeout && !pair.Value.Source.TrySaveOwed());
            Retire([.. idle.Where(pair => _entries.TryRemove(pair)).Select(pair => pair.Value.Source)]);
        }
    }

    // Under the gate. A source keeps serving callers that still hold it. The same login may have another source, for example with another
    // client secret.
    private void Retire(IReadOnlyCollection<TokenSource> idle)
    {
        var present = _entries.Values.Select(entry => entry.Source).ToLookup(source => source.Key);
        foreach (var source in idle)
        {
            var other = present[source.Key].FirstOrDefault();
            if (source is SignedInTokenSource person)
            {
                KeepWarning(person, (SignedInTokenSource?)other); // The key says what kind of login it is.
            }
            else if (other is null && _options.Store is InMemoryTokenStore memory)
            {
                memory.Evict(source.Key.ToString());
            }
        }
    }

    // Under the gate.
    private void KeepWarning(SignedInTokenSource source, SignedInTokenSource? other)
    {
        if (other is not null)
        {
            other.Warning.TakeOver(source.Warning);
        }
        else
        {
            EndWarning(source.Key);
            _warnings.Add(source.Key, source.Warning);
        }
    }

    // Under the gate.
    private SignedInTokenSource WithOldWarning(SignedInTokenSource source)
    {
        if (_warnings.Remove(source.Key, out var old))
        {
            source.Warning.TakeOver(old);
        }

        return source;
    }

    // Under the gate.
    private void EndWarning(LoginKey login)
    {
        if (_warnings.Remove(login, out var warning))
        {
            warning.Dispose();
        }
    }

    // Under the gate.
    private void EndWarnings()
    {
        foreach (var warning in _warnings.Values)
        {
            warning.Dispose();
        }
    }

    private sealed record Moment(Elapsed At);
}
