using LanguageExt;

namespace PodioOAuth.Functional;

// PodioScope = 1*ScopeItem, a set
// Parse : string → Either<OAuthError, PodioScope>      Parse(s.ToString()) == s

/// <summary>The scope of a token: a non-empty set of <see cref="ScopeItem"/>s (PODIO 2.14, RFC 6749 §3.3).</summary>
/// <remarks>Immutable, with value equality. Order and duplicates don't matter (RFC 6749 §3.3): the pairs are kept and written in one
/// canonical order.</remarks>
public sealed record PodioScope
{
    private PodioScope(IEnumerable<ScopeItem> items) => Items = Array.AsReadOnly(items
        .Distinct()
        .OrderBy(item => item.Area).ThenBy(item => item.Id ?? 0).ThenBy(item => item.Permission)
        .ToArray());

    /// <summary><c>global:all</c>, which is also the meaning of an absent scope (PODIO 2.14).</summary>
    public static PodioScope All { get; } = Of(ScopeItem.Global(ScopePermission.All));

    /// <summary>The pairs without duplicates: sorted by area in the order of <see cref="ScopeArea"/>, by ID, by permission.</summary>
    public IReadOnlyList<ScopeItem> Items { get; }

    /// <summary>Creates a scope from pairs.</summary>
    /// <param name="items">One or more pairs. None would mean everything (PODIO 2.14): use <see cref="All"/> for that.</param>
    /// <exception cref="ArgumentException">The sequence is empty or contains null.</exception>
    public static PodioScope Of(params IEnumerable<ScopeItem> items)
    {
        ScopeItem[] all = [.. items ?? throw new ArgumentNullException(nameof(items))];
        return all.Length > 0 && all.All(item => item is not null)
            ? new(all)
            : throw new ArgumentException("A scope needs at least one pair, and no pair may be null.", nameof(items));
    }

    /// <summary>Parses a scope as Podio writes it, such as <c>user:read space_42:all</c>. Null or empty gives <see cref="All"/> (PODIO
    /// 2.14).</summary>
    /// <remarks>Strict: lower-case names, one space between pairs, an ID that is a 64-bit integer without leading zeros, at most 16,384
    /// characters. Each invalid pair is a field error of its own, with the number of the pair.</remarks>
    public static Either<OAuthError, PodioScope> Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return All;
        }

        List<FieldError> errors = [];
        var items = ScopeText.Read(text, errors);
        return errors.Count > 0 ? OAuthError.InvalidInput(errors) : new PodioScope(items);
    }

    /// <summary>Returns whether every pair of another scope is known to be included in a pair of this one (PODIO 2.15).</summary>
    /// <remarks>False means "not known", not "no": see <see cref="ScopeItem.Covers"/>.</remarks>
    public bool Covers(PodioScope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Items.All(sought => Items.Any(item => item.Covers(sought)));
    }

    /// <summary>Returns whether both contain the same pairs.</summary>
    public bool Equals(PodioScope? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(Items.Count, HashCode.Combine);

    /// <summary>Returns the scope as Podio reads it: the pairs, separated by spaces.</summary>
    public override string ToString() => string.Join(' ', Items);
}
