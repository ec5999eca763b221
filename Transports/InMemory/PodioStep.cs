namespace PodioOAuth.Functional;

/// <summary>One step of the machine: the state after a request, and the reply to it.</summary>
/// <param name="State">The state to go on with. The very same object where the request changed nothing.</param>
/// <param name="Reply">The reply.</param>
public sealed record PodioStep(PodioState State, HttpReply Reply);
