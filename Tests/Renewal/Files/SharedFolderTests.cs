namespace PodioOAuth.Functional.Renewal.Tests.Files;

/// <summary>Processes on one folder, interleaved at every operation on a file, and one of them may be killed at any. With
/// SCHEDULES=5000 in the environment so many are run.</summary>
public sealed class SharedFolderTests
{
    public static TheoryData<FileBug, int> Bugs
    {
        get
        {
            var data = new TheoryData<FileBug, int>();
            foreach (var (bug, seed) in Enum.GetValues<FileBug>().Where(bug => bug != FileBug.None)
                .SelectMany(bug => Enumerable.Range(1, 3).Select(seed => (bug, seed))))
            {
                data.Add(bug, seed);
            }

            return data;
        }
    }

    [SkippableFact]
    public void Processes_on_one_folder_keep_every_rule()
    {
        Skip.If(OperatingSystem.IsWindows(), "A lock's file stays there.");
        for (var seed = 1; seed <= (Model.ModelTests.Asked ?? 40); seed++)
        {
            var (violations, story) = SharedFolder.Run(seed);
            Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations.Distinct())}\n{story}");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Bugs))]
    public void A_seeded_bug_of_files_is_found(FileBug bug, int seed)
    {
        Skip.If(OperatingSystem.IsWindows(), "The bugs are of Unix.");
        Assert.Contains(Enumerable.Range(1000 * seed, 100), one => SharedFolder.Run(one, bug).Violations.Count > 0);
    }
}
