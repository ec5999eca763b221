using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary>A command that reads environment variables, which its help lists.</summary>
internal interface IReadsVariables
{
    /// <summary>The variables, in order.</summary>
    IReadOnlyList<Variable> Variables { get; }
}
