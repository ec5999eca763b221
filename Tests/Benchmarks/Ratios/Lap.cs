namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What one of many loops saw.</summary>
/// <param name="End">When it was done, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Bytes">What it allocated on the thread that it began on.</param>
/// <param name="HasMoved">Whether it waited, and may have gone on elsewhere: then its bytes say nothing.</param>
internal readonly record struct Lap(long End, long Bytes, bool HasMoved);
