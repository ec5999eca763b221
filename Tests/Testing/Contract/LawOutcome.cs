namespace PodioOAuth.Functional.Serving;

/// <summary>Whether a transport keeps a law.</summary>
/// <param name="Law">The law's name.</param>
/// <param name="Holds">Whether the transport keeps it.</param>
/// <param name="Explanation">What was expected and what came, in English; empty where the law holds. No secret and no
/// body stands in it.</param>
public sealed record LawOutcome(string Law, bool Holds, string Explanation);
