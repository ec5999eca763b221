namespace PodioOAuth.Functional.Guards.Tests.Mutation;

/// <summary>The switch as Stryker writes it into an assembly, with the members that workers use.</summary>
internal static class MutantControl
{
    private static List<int> covered = [];
    internal static int ActiveMutant = -1;
#pragma warning disable CS0649 // Workers assign it, by reflection.
    internal static bool CaptureCoverage;
#pragma warning restore CS0649

    internal static bool IsActive(int id)
    {
        if (CaptureCoverage)
        {
            covered.Add(id);
        }

        return !CaptureCoverage && id == ActiveMutant;
    }

    internal static IList<int>[] GetCoverageData()
    {
        var data = covered;
        covered = [];
        return [data, []];
    }
}
