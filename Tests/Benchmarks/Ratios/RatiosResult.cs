namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What a run came to.</summary>
/// <param name="Races">What was raced, in the order of the tables.</param>
/// <param name="StoredRenewals">The rows about a renewal with each store.</param>
/// <param name="StoredTokens">Those about stores of few and of many tokens.</param>
/// <param name="Registries">Those about registries of few and of many sources.</param>
/// <param name="Curves">How the cost of work grows.</param>
internal sealed record RatiosResult(
    IReadOnlyList<RaceResult> Races,
    IReadOnlyList<StoredRenewalResult> StoredRenewals,
    IReadOnlyList<StoredTokensResult> StoredTokens,
    IReadOnlyList<RegistryResult> Registries,
    IReadOnlyList<Curve> Curves);
