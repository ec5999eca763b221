namespace PodioOAuth.Functional.Serving;

/// <summary>Whether a transport keeps a law, or code under <see cref="RenewalSimulation"/> its rules.</summary>
/// <param name="Law">The law's name, or the rule that was broken.</param>
/// <param name="Holds">Whether it is kept.</param>
/// <param name="Explanation">What was expected and what came, in English; empty where the law holds. No secret and no
/// body stands in it.</param>
public sealed record LawOutcome(string Law, bool Holds, string Explanation);
