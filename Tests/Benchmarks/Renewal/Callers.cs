namespace PodioOAuth.Functional.Benchmarks;

/// <summary>How callers ask.</summary>
/// <param name="CanCancel">Each brings a cancellation token, as one serving a request does.</param>
/// <param name="AwaitThemselves">Each awaits its token in an async method of its own.</param>
internal sealed record Callers(bool CanCancel, bool AwaitThemselves);
