using System.Globalization;
using System.Reflection;

namespace PodioOAuth.Functional.Mutation;

/// <summary>Stryker's switch in the mutated assembly, and in the processes that tests start, which read it from their
/// environment.</summary>
internal sealed class MutantSwitch
{
    private const BindingFlags Anywhere = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const string Variable = "PODIO_ACTIVE_MUTANT";

    private readonly Type _control;
    private readonly FieldInfo _active;
    private readonly string _childCoverage = Path.Combine(Path.GetTempPath(), $"mutation-coverage-{Environment.ProcessId}");

    internal MutantSwitch(string assembly)
    {
        _control = Assembly.Load(assembly).GetTypes().Single(type => type.Name == "MutantControl"); // Its namespace has a random name.
        _active = _control.GetField("ActiveMutant", Anywhere)!;
        Environment.SetEnvironmentVariable("STRYKER_MUTANT_ID_CONTROL_VAR", Variable);
        Set(Order.NoMutant);
    }

    /// <summary>Activates this mutant, and no other.</summary>
    internal void Set(int mutant)
    {
        _active.SetValue(null, mutant);
        Environment.SetEnvironmentVariable(Variable, mutant.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Deactivates all mutants, and records which ones are reached.</summary>
    internal void Record()
    {
        _control.GetField("CaptureCoverage", Anywhere)!.SetValue(null, true);
        Environment.SetEnvironmentVariable("STRYKER_COVERAGE_FILE", Path.GetFileName(_childCoverage));
    }

    /// <summary>Returns what was recorded since the last call, and which of it in static initialization.</summary>
    internal (IReadOnlyList<int> All, IReadOnlyList<int> Static) Recorded()
    {
        var recorded = (IList<int>[])_control.GetMethod("GetCoverageData", Anywhere)!.Invoke(null, null)!;
        var ofChildren = File.Exists(_childCoverage) ? File.ReadAllText(_childCoverage).Split(';')[0] : "";
        File.Delete(_childCoverage);
        var children = ofChildren.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));
        return ([.. recorded[0].Concat(children).Distinct()], [.. recorded[1].Distinct()]);
    }
}
