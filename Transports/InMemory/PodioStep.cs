namespace PodioOAuth.Functional;

/// <summary>One step of the machine: the state after a request, and the reply to it.</summary>
/// <param name="State">The state to go on with. The very same object where the request changed nothing.</param>
/// <param name="Reply">The reply.</param>
/// <param name="Fault">What happens to the reply on its way, for who brings it: a fault that was armed, or null for nothing. Where it is a
/// refused or a cut connection, nobody gets the whole of the reply.</param>
public sealed record PodioStep(PodioState State, HttpReply Reply, Fault? Fault = null);
