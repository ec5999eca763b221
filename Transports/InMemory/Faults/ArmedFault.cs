namespace PodioOAuth.Functional;

/// <summary>A fault that waits for its request.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Path">The path that it is meant for, or null for any.</param>
internal sealed record ArmedFault(Fault Fault, string? Path)
{
    internal bool IsMeantFor(ReceivedRequest request) => Path is null || Path == request.Path;
}
