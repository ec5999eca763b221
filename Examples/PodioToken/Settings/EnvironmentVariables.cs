namespace PodioToken.Settings;

/// <summary>The values of some environment variables, and the required ones that are missing.</summary>
internal sealed class EnvironmentVariables
{
    private readonly Dictionary<Variable, string?> _values;

    private EnvironmentVariables(Dictionary<Variable, string?> values) => _values = values;

    /// <summary>The required variables that aren't set, or empty, as a build server sets a missing secret.</summary>
    public IReadOnlyList<Variable> Missing =>
        [.. _values.Where(pair => pair.Key.IsRequired && string.IsNullOrEmpty(pair.Value)).Select(pair => pair.Key)];

    /// <summary>The value; null if it isn't set.</summary>
    public string? this[Variable variable] => _values[variable];

    /// <summary>Returns a copy with another value for one variable.</summary>
    public EnvironmentVariables With(Variable variable, string? value) => new(new(_values) { [variable] = value });

    /// <summary>Reads each variable once.</summary>
    /// <param name="environment">Returns the value of a variable, or null.</param>
    /// <param name="variables">The variables.</param>
    public static EnvironmentVariables Read(Func<string, string?> environment, IEnumerable<Variable> variables) =>
        new(variables.ToDictionary(variable => variable, variable => environment(variable.Name)));
}
