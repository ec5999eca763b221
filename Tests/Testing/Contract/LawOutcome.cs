namespace PodioOAuth.Functional.Serving;

/// <summary>The result of checking a transport against a law, or code against the rules of <see cref="RenewalSimulation"/>.</summary>
/// <param name="Law">The law's name, or the rule that was broken.</param>
/// <param name="Holds">Whether the law or rule holds.</param>
/// <param name="Explanation">What was expected and what happened, in English; empty if the law holds. Contains no secret and no
/// body.</param>
public sealed record LawOutcome(string Law, bool Holds, string Explanation);
