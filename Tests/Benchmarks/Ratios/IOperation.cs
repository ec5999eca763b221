namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Work of a few dozen nanoseconds. A struct implements it, so that the runtime compiles a loop for each contender: through one
/// shared loop it would foresee the call of one contender and not the other's.</summary>
internal interface IOperation<T>
{
    Task<T> RunAsync();
}
