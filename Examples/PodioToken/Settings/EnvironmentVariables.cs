namespace PodioToken.Settings;

/// <summary>The values of some environment variables, and which of those that are required are missing.</summary>
internal sealed class EnvironmentVariables
{
    private readonly Dictionary<Variable, string?> _values;

    private EnvironmentVariables(Dictionary<Variable, string?> values) => _values = values;

    /// <summary>The required ones that are not set, or set to nothing, as a build server sets a secret that it does not have.</summary>
    public IReadOnlyList<Variable> Missing =>
        [.. _values.Where(pair => pair.Key.IsRequired && string.IsNullOrEmpty(pair.Value)).Select(pair => pair.Key)];

    /// <summary>The value; null where it is not set.</summary>
    public string? this[Variable variable] => _values[variable];

    /// <summary>These, with another value for one.</summary>
    public EnvironmentVariables With(Variable variable, string? value) => new(new(_values) { [variable] = value });

    /// <summary>Reads each variable once.</summary>
    /// <param name="environment">Gives the value of a name, or null.</param>
    /// <param name="variables">The variables.</param>
    public static EnvironmentVariables Read(Func<string, string?> environment, IEnumerable<Variable> variables) =>
        new(variables.ToDictionary(variable => variable, variable => environment(variable.Name)));
}
