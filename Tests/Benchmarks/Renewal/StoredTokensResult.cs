namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A row about a store of so many tokens.</summary>
/// <param name="Count">How many.</param>
/// <param name="BytesPerToken">The heap that each takes, in bytes.</param>
/// <param name="Lookup">How long it takes to find one, in nanoseconds.</param>
/// <param name="AgainstOne">That, divided by what it takes where there is only one.</param>
internal sealed record StoredTokensResult(int Count, double BytesPerToken, double Lookup, Quartiles AgainstOne);
