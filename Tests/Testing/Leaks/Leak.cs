namespace PodioOAuth.Functional;

/// <summary>A secret that was found where it shouldn't be. It contains the secret's name, never its value, because a failing test may print
/// it.</summary>
/// <param name="Secret">The name under which the secret was passed to the search.</param>
/// <param name="Channel">The channel in which it was found: a log, a <c>ToString</c>, a file.</param>
/// <param name="Forms">How it was written there; the simplest form if there are several.</param>
public sealed record Leak(string Secret, string Channel, LeakForms Forms);
