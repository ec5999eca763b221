namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Tests that measure what the process does, and so run when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "Alone";
}
