using System.Collections.Immutable;

namespace PodioOAuth.Functional;

/// <summary>Immutable entries by key, with value equality, so that the state that holds them has it too.</summary>
internal sealed class Register<TKey, TValue> : IEquatable<Register<TKey, TValue>>
    where TKey : notnull
    where TValue : class
{
    internal static readonly Register<TKey, TValue> Empty = new(ImmutableDictionary<TKey, TValue>.Empty);

    private readonly ImmutableDictionary<TKey, TValue> _entries;

    private Register(ImmutableDictionary<TKey, TValue> entries) => _entries = entries;

    internal int Count => _entries.Count;

    internal IEnumerable<TValue> Values => _entries.Values;

    /// <summary>The entry, or null.</summary>
    internal TValue? this[TKey key] => _entries.GetValueOrDefault(key);

    internal Register<TKey, TValue> With(TKey key, TValue value) => new(_entries.SetItem(key, value));

    internal Register<TKey, TValue> Without(TKey key) => new(_entries.Remove(key));

    internal Register<TKey, TValue> WithoutAll(Func<TValue, bool> goes) =>
        new(_entries.RemoveRange(_entries.Where(entry => goes(entry.Value)).Select(entry => entry.Key)));

    public bool Equals(Register<TKey, TValue>? other) =>
        other is not null && Count == other.Count && _entries.All(entry => entry.Value.Equals(other[entry.Key]));

    public override bool Equals(object? obj) => Equals(obj as Register<TKey, TValue>);

    public override int GetHashCode() => Count;
}
