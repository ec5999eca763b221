using System.Text.RegularExpressions;
using Mono.Cecil;

namespace PodioOAuth.Functional.Repository.Tests.Architecture;

/// <summary>The shape of the house: its rooms, their names, and which way the dependencies point.</summary>
public sealed partial class HouseTests
{
    private const string Prefix = "PodioOAuth.Functional";

    [Fact]
    public void The_top_level_is_four_rooms() => Assert.Equal(
        ["Core", "Examples", "Tests", "Transports"],
        Directory.EnumerateDirectories(Checkout.Root)
            .Select(path => Path.GetFileName(path))
            .Where(name => !name.StartsWith('.') && name is not ("artifacts" or "TestResults" or "BenchmarkDotNet.Artifacts" or "StrykerOutput"))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Checkout.Read($"{Prefix}.sln").Replace('\\', '/');
        Assert.All(Projects(), project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Dependencies_point_one_way() => Assert.All(ProductAssemblies.AllowedReferences, room =>
    {
        using var assembly = AssemblyDefinition.ReadAssembly(ProductAssemblies.FileOf(room.Key));
        var ours = assembly.MainModule.AssemblyReferences.Select(reference => reference.Name)
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));
        Assert.Empty(ours.Except(room.Value));
    });

    [Fact]
    public void Every_package_is_looked_at() => Assert.Equal(
        Projects()
            .Where(project => project.StartsWith("Core/", StringComparison.Ordinal) || project.StartsWith("Transports/", StringComparison.Ordinal)
                || project.StartsWith("Tests/Testing/", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Order(StringComparer.Ordinal),
        ProductAssemblies.AllowedReferences.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Whatever_the_package_its_types_live_in_one_namespace() => Assert.All(
        ProductAssemblies.AllowedReferences.Keys,
        name =>
        {
            using var assembly = AssemblyDefinition.ReadAssembly(ProductAssemblies.FileOf(name));
            Assert.All(assembly.MainModule.Types.Where(type => type.IsPublic), type => Assert.Equal(Prefix, type.Namespace));
        });

    [Fact]
    public void Every_paragraph_that_is_cited_exists()
    {
        var paragraphs = Paragraph().Matches(Checkout.Read("Core/PODIO.md")).Select(match => match.Groups[1].Value).ToHashSet();
        var cited = Sources().SelectMany(file => Citation().Matches(Checkout.Read(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.True(cited.Count > 20, $"only {cited.Count} citations found");
        Assert.Empty(cited.Except(paragraphs));
    }

    private static IEnumerable<string> Projects() => Checkout.Files(".", "*.?sproj");

    private static IEnumerable<string> Sources() => Checkout.Files(".", "*.cs").Concat(Checkout.Files(".", "*.fs"));

    [GeneratedRegex(@"^(\d+\.\d+) ", RegexOptions.Multiline)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"PODIO (\d+\.\d+)")]
    private static partial Regex Citation();
}
