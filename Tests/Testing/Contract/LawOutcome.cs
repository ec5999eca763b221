namespace PodioOAuth.Functional;

/// <summary>Whether a transport keeps a law.</summary>
/// <param name="Law">The law's name.</param>
/// <param name="Holds">Whether the transport keeps it.</param>
/// <param name="Explanation">What was expected and what came; empty where the law holds. It holds no secret and no body.</param>
public sealed record LawOutcome(string Law, bool Holds, string Explanation);
