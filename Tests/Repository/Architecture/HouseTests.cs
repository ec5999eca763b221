using System.Text.RegularExpressions;
using Mono.Cecil;

namespace PodioOAuth.Functional.Repository.Tests.Architecture;

/// <summary>The shape of the house: its rooms, their names, and which way the dependencies point.</summary>
public sealed partial class HouseTests
{
    private const string Prefix = "PodioOAuth.Functional";

    /// <summary>What completion offers to whoever opens the one namespace.</summary>
    private const int MostTypes = 138;

    // Two files side by side on a wide screen.
    private const int LongestLine = 140;

    private static readonly string[] Rooms = ["Core", "Examples", "Tests", "Transports"];

    // What people need who write servers, and who write stores, is not in everybody else's way.
    private static readonly string[] Namespaces = [Prefix, $"{Prefix}.Serving", $"{Prefix}.Stores"];

    [Fact]
    public void The_top_level_is_four_rooms() => Assert.Equal(
        Rooms,
        Directory.EnumerateDirectories(Checkout.Root)
            .Select(path => Path.GetFileName(path))
            .Where(name => !name.StartsWith('.')
                && name is not ("artifacts" or "TestResults" or "BenchmarkDotNet.Artifacts" or "StrykerOutput"))
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

    // What serves HTTP may; a worker that takes Hosting must not get it.
    [Fact]
    public void Only_what_serves_HTTP_needs_ASP_NET_Core() => Assert.Equal(
        [$"{Prefix}.AspNetCore", $"{Prefix}.LocalPodio"],
        ProductAssemblies.AllowedReferences.Keys.Where(NeedsAspNetCore).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_package_is_looked_at() => Assert.Equal(
        Projects()
            .Where(project => !project.StartsWith("Core/Analyzers", StringComparison.Ordinal)) // In Core's package.
            .Where(project => project.StartsWith("Core/", StringComparison.Ordinal)
                || project.StartsWith("Transports/", StringComparison.Ordinal)
                || project.StartsWith("Tests/Testing/", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Order(StringComparer.Ordinal),
        ProductAssemblies.AllowedReferences.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_types_of_every_package_are_in_one_namespace_or_in_one_of_two_below_it() => Assert.All(
        ProductAssemblies.AllowedReferences.Keys,
        name => Assert.Empty(PublicNamespaces(name).Except(Namespaces)));

    [Fact]
    public void The_one_namespace_holds_little_more_than_what_a_user_types()
    {
        var types = ProductAssemblies.AllowedReferences.Keys
            .Where(name => name != $"{Prefix}.FSharp")
            .SelectMany(PublicNamespaces)
            .Count(name => name == Prefix);
        Assert.True(types is > 0 and <= MostTypes, $"{types} public C# types, delegates included, are in {Prefix}");
    }

    [Fact]
    public void Every_paragraph_that_is_cited_exists()
    {
        var paragraphs = Paragraph().Matches(Checkout.Read("Core/PODIO.md")).Select(match => match.Groups[1].Value).ToHashSet();
        var cited = Sources()
            .SelectMany(file => Citation().Matches(Checkout.Read(file)).Select(match => match.Groups[1].Value))
            .ToHashSet();
        Assert.True(cited.Count > 20, $"only {cited.Count} citations found");
        Assert.Empty(cited.Except(paragraphs));
    }

    [Fact]
    public void No_line_of_source_is_longer_than_140_characters()
    {
        var sources = Rooms
            .SelectMany(room => new[] { "*.cs", "*.fs", "*.fsx" }.SelectMany(pattern => Checkout.Files(room, pattern)))
            .ToArray();
        Assert.True(sources.Length > 300, $"only {sources.Length} files found");
        Assert.Empty(sources.SelectMany(LongLines));
    }

    // The interface of data protection is a package of its own, without the rest.
    private static bool NeedsAspNetCore(string name)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(ProductAssemblies.FileOf(name));
        return assembly.MainModule.AssemblyReferences.Any(reference =>
            reference.Name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
            && reference.Name != "Microsoft.AspNetCore.DataProtection.Abstractions");
    }

    private static IEnumerable<string> LongLines(string file) => Checkout.Read(file)
        .Split('\n')
        .Index()
        .Where(line => line.Item.TrimEnd('\r').EnumerateRunes().Count() > LongestLine)
        .Select(line => $"{file}:{line.Index + 1}");

    /// <summary>The namespace of each public type, as often as it has types.</summary>
    private static string[] PublicNamespaces(string name)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(ProductAssemblies.FileOf(name));
        return [.. assembly.MainModule.Types.Where(type => type.IsPublic).Select(type => type.Namespace)];
    }

    private static IEnumerable<string> Projects() => Checkout.Files(".", "*.?sproj");

    private static IEnumerable<string> Sources() => Checkout.Files(".", "*.cs").Concat(Checkout.Files(".", "*.fs"));

    [GeneratedRegex(@"^(\d+\.\d+) ", RegexOptions.Multiline)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"PODIO (\d+\.\d+)")]
    private static partial Regex Citation();
}
