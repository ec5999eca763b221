namespace PodioOAuth.Functional.Core.Tests.Authorization;

/// <summary>What is written is read back, what is read is by Podio's grammar, and inclusion is an order.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 500)]
public sealed partial class ScopeProperties
{
    [Property]
    public Property Parse_after_render_is_identity(PodioScope scope) =>
        (PodioScope.Parse(scope.ToString()).Right() == scope
            && PodioScope.Parse(scope.ToString()).Right().GetHashCode() == scope.GetHashCode())
        .Collect(scope.Items[0].Area);

    [Property]
    public bool Each_pair_is_written_once_and_matches_the_grammar(PodioScope scope)
    {
        var pairs = scope.ToString().Split(' ');
        return pairs.All(IsPair) && pairs.Distinct().Count() == pairs.Length && pairs.Length == scope.Items.Count;
    }

    [Property]
    public bool Any_order_of_the_pairs_is_the_same_scope(PodioScope scope) =>
        PodioScope.Of(scope.Items.Reverse()) == scope && PodioScope.Of(scope.Items.Concat(scope.Items)) == scope;

    [Property(MaxTest = 2000)]
    public Property Parse_is_total_and_names_each_bad_pair(PodioScope scope, HostileText text, NonNegativeInt place)
    {
        List<string> pairs = [.. scope.ToString().Split(' ')];
        pairs.Insert(place.Get % (pairs.Count + 1), text.Value);
        var written = string.Join(' ', pairs);
        var bad = written.Split(' ').Count(pair => !IsPair(pair));
        return PodioScope.Parse(written).Match(
            Right: read => bad == 0 && read.Covers(scope),
            Left: error => error is InvalidInputError { Fields: var fields }
                && (written.Length > 16_384 || fields.Count == bad)
                && fields.All(field => field.Field == "scope"))
            .Classify(bad > 1, "several bad pairs");
    }

    [Property]
    public bool The_whole_scope_covers_everything_except_the_user(ScopeItem item) =>
        PodioScope.All.Covers(PodioScope.Of(item)) == (item.Area != ScopeArea.User);

    [Property]
    public bool Inclusion_is_reflexive_and_antisymmetric(ScopeItem one, ScopeItem other) =>
        one.Covers(one) && (one == other || !one.Covers(other) || !other.Covers(one));

    [Property(MaxTest = 2000)]
    public Property Inclusion_is_transitive(ScopeItem first, ScopeItem second, ScopeItem third) =>
        (!first.Covers(second) || !second.Covers(third) || first.Covers(third))
        .Classify(first.Covers(second) && second.Covers(third), "a chain");

    [Property]
    public bool A_scope_includes_its_parts_and_a_larger_one_includes_no_less(PodioScope scope, PodioScope more, PodioScope sought)
    {
        var both = PodioScope.Of(scope.Items.Concat(more.Items));
        return both.Covers(scope) && both.Covers(more) && (!scope.Covers(sought) || both.Covers(sought));
    }

    private static bool IsPair(string pair) => Pair().Match(pair) is { Success: true } match
        && (!match.Groups["id"].Success || long.TryParse(match.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    [GeneratedRegex(@"\A(global|user|(org|space|app)(_(?<id>[1-9][0-9]{0,18}))?):(read|write|delete|all)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
