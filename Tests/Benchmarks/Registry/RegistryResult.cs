namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What a registry of so many sources came to.</summary>
/// <param name="Count">How many.</param>
/// <param name="MadeASecond">How many are made in a second.</param>
/// <param name="Made">What making one takes, divided by what the peer takes.</param>
/// <param name="Found">The same of finding one.</param>
internal sealed record RegistryResult(int Count, double MadeASecond, Quartiles Made, Quartiles Found);
