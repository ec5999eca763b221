namespace PodioOAuth.Functional.Serving;

/// <summary>Whether a transport satisfies a law.</summary>
/// <param name="Law">The law's name.</param>
/// <param name="Holds">Whether the transport satisfies it.</param>
/// <param name="Explanation">What was expected and what happened, in English; empty if the law holds. Contains no secret and no
/// body.</param>
public sealed record LawOutcome(string Law, bool Holds, string Explanation);
