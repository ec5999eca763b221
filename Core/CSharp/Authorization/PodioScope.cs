using LanguageExt;

namespace PodioOAuth.Functional;

// PodioScope = 1*ScopeItem, a set
// Parse : string → Either<OAuthError, PodioScope>      Parse(s.ToString()) == s

/// <summary>What a token may touch: a set of <see cref="ScopeItem"/>s, never an empty one (PODIO 2.14, RFC 6749 §3.3).</summary>
/// <remarks>Immutable, with value equality. Neither order nor repeats count (RFC 6749 §3.3): the pairs are kept, and written, in one
/// order.</remarks>
public sealed record PodioScope
{
    private PodioScope(IEnumerable<ScopeItem> items) => Items = Array.AsReadOnly(items
        .Distinct()
        .OrderBy(item => item.Area).ThenBy(item => item.Id ?? 0).ThenBy(item => item.Permission)
        .ToArray());

    /// <summary><c>global:all</c>, which is also what no scope at all means (PODIO 2.14).</summary>
    public static PodioScope All { get; } = Of(ScopeItem.Global(ScopePermission.All));

    /// <summary>The pairs, each once: by area in the order of <see cref="ScopeArea"/>, by id, by permission.</summary>
    public IReadOnlyList<ScopeItem> Items { get; }

    /// <summary>The scope of these pairs.</summary>
    /// <param name="items">One pair or more. None would mean everything (PODIO 2.14): say <see cref="All"/> for that.</param>
    /// <exception cref="ArgumentException">There is no pair, or a null.</exception>
    public static PodioScope Of(params IEnumerable<ScopeItem> items)
    {
        ScopeItem[] all = [.. items ?? throw new ArgumentNullException(nameof(items))];
        return all.Length > 0 && all.All(item => item is not null)
            ? new(all)
            : throw new ArgumentException("A scope has at least one pair, and none is null.", nameof(items));
    }

    /// <summary>Reads a scope as Podio writes it, such as <c>user:read space_42:all</c>. Null or empty is <see cref="All"/> (PODIO
    /// 2.14).</summary>
    /// <remarks>Strict: names in lower case, one space between pairs, an id as a whole number of 64 bits without leading zeros, at most
    /// 16,384 characters. Each pair that is not one of Podio's is a field error of its own, with the number of the pair.</remarks>
    /// <param name="text">The text.</param>
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

    /// <summary>Whether every pair of another scope is known to be included in a pair of this one (PODIO 2.15).</summary>
    /// <remarks>False means "not known", not "no": see <see cref="ScopeItem.Covers"/>.</remarks>
    /// <param name="other">The scope to look for.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool Covers(PodioScope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Items.All(sought => Items.Any(item => item.Covers(sought)));
    }

    /// <summary>Whether both hold the same pairs.</summary>
    public bool Equals(PodioScope? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(Items.Count, HashCode.Combine);

    /// <summary>The scope as Podio reads it: the pairs, parted by spaces.</summary>
    public override string ToString() => string.Join(' ', Items);
}
