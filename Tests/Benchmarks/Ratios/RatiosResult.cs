namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What a run came to.</summary>
/// <param name="Races">What was raced, in the order of the tables.</param>
/// <param name="StoredTokens">The rows about stores of few and of many tokens.</param>
/// <param name="Registries">The same about registries of sources.</param>
internal sealed record RatiosResult(
    IReadOnlyList<RaceResult> Races, IReadOnlyList<StoredTokensResult> StoredTokens, IReadOnlyList<RegistryResult> Registries);
