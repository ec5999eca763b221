namespace PodioOAuth.Functional.Mutation;

/// <summary>
/// Mutates an assembly with Stryker. Stryker gets a special test project, whose only test keeps the mutated assembly, and no files whose
/// mutants to test, so it ends quickly with a report of all mutants that it created.
/// </summary>
internal static class Stryker
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup>
            <ProjectReference Include="../../{0}" />
            <Using Include="Xunit" />
          </ItemGroup>
        </Project>
        """;

    private const string Test = """
        public sealed class Keeper
        {
            [Fact]
            public void Keeps_the_mutated_assembly()
            {
                var assembly = System.Reflection.Assembly.Load(Environment.GetEnvironmentVariable("MUTATION_ASSEMBLY")!);
                File.Copy(assembly.Location, Environment.GetEnvironmentVariable("MUTATION_KEEP")!, overwrite: true);
            }
        }
        """;

    /// <summary>Mutates the assembly.</summary>
    /// <param name="root">The folder of the sources.</param>
    /// <param name="project">The assembly's project, relative to the root.</param>
    /// <param name="keep">The destination of the mutated assembly.</param>
    /// <returns>Stryker's report.</returns>
    internal static string Mutate(string root, string project, string keep)
    {
        var (assembly, folder) = (Path.GetFileNameWithoutExtension(project), Path.Combine(root, "Tests", "Keeper"));
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "Keeper.Tests.csproj"), Project.Replace("{0}", project, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "Keeper.cs"), Test);
        var output = Path.Combine(folder, "StrykerOutput");
        Command.Run(root, "dotnet", "tool", "restore");
        var said = Command.Run(
            folder,
            new Dictionary<string, string>
            {
                ["MUTATION_ASSEMBLY"] = assembly,
                ["MUTATION_KEEP"] = keep,
                ["RunAnalyzers"] = "false",
                ["MSBUILDDISABLENODEREUSE"] = "1",
            },
            "dotnet", "stryker", "--project", Path.GetFileName(project), "--mutate", "**/*.cs{0..1}", "--concurrency", "1",
            "--reporter", "json", "--skip-version-check", "--output", output);
        var report = Path.Combine(output, "reports", "mutation-report.json");
        return File.Exists(report) ? File.ReadAllText(report) : throw new InvalidOperationException($"Stryker created no report:\n{said}");
    }
}
