namespace PodioOAuth.Functional;

/// <summary>A secret found where it should not be. Names it, and never holds it: a failing test may print a leak.</summary>
/// <param name="Secret">The name under which the secret was given to the search.</param>
/// <param name="Channel">The channel in which it was found: a log, a <c>ToString</c>, a file.</param>
/// <param name="Forms">How it was written there. The plainest form, where it is there in several.</param>
public sealed record Leak(string Secret, string Channel, LeakForms Forms);
