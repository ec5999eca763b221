using System.Collections.Immutable;
using System.Globalization;

namespace PodioOAuth.Functional.Serving;

// PodioState = settings × clients × users × second factors × apps × consent × codes × challenges × grants × access tokens
//            × refresh tokens × call windows × faults × serial

/// <summary>Everything that an in-memory Podio knows: what is registered, and what it has issued.</summary>
/// <remarks>
/// <para>Immutable, with value equality. Every method returns a new state and leaves this one unchanged. Registering under an existing key
/// replaces the entry.</para>
/// <para>Expired tokens are kept, to distinguish them from unknown ones: a state grows by about a kilobyte per token.</para>
/// <para><see cref="ToString"/> returns counts, and JSON contains the settings: no secret and no name.</para>
/// </remarks>
public sealed partial record PodioState
{
    private PodioState()
    {
    }

    /// <summary>An empty Podio with <see cref="PodioSettings.Default"/>.</summary>
    public static PodioState Empty { get; } = new();

    /// <summary>The settings.</summary>
    public PodioSettings Settings { get; private init; } = PodioSettings.Default;

    internal Register<CallerKey, CallWindow> CallWindows { get; init; } = Register<CallerKey, CallWindow>.Empty;

    internal FaultLine Faults { get; init; } = FaultLine.Empty;

    /// <summary>The number of values issued. It numbers the grants, and distinguishes values that the same entropy would repeat.</summary>
    internal long Serial { get; init; }

    /// <summary>Returns the same state with other settings. What was issued before keeps its expiry.</summary>
    public PodioState WithSettings(PodioSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return this with { Settings = settings };
    }

    /// <summary>Returns the number of each kind of entry.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"PodioState {{ Clients = {Clients.Count}, Users = {Users.Count}, Apps = {Apps.Count}, Codes = {Codes.Count}, "
        + $"Grants = {Grants.Count}, AccessTokens = {AccessTokens.Count}, RefreshTokens = {RefreshTokens.Count}, "
        + $"Faults = {Faults.Count} }}");
}

/// <summary>Immutable entries by key, with value equality, so that the state that contains them has it too.</summary>
internal sealed class Register<TKey, TValue> : IEquatable<Register<TKey, TValue>>
    where TKey : notnull
    where TValue : class
{
    internal static readonly Register<TKey, TValue> Empty = new(ImmutableDictionary<TKey, TValue>.Empty);

    private readonly ImmutableDictionary<TKey, TValue> _entries;

    private Register(ImmutableDictionary<TKey, TValue> entries) => _entries = entries;

    internal int Count => _entries.Count;

    internal IEnumerable<TValue> Values => _entries.Values;

    /// <summary>Gets the entry, or null.</summary>
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
