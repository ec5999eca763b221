namespace PodioToken.Commands;

/// <summary>What a command sees of the world besides its command line.</summary>
/// <param name="Environment">Gives the value of an environment variable, or null.</param>
/// <param name="Time">The clock.</param>
internal sealed record Surroundings(Func<string, string?> Environment, TimeProvider Time);
