using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary>A command that reads environment variables, for its help.</summary>
internal interface IReadsVariables
{
    /// <summary>The variables, in order.</summary>
    IReadOnlyList<Variable> Variables { get; }
}
