using System.Text.Json;
using Microsoft.Extensions.FileSystemGlobbing;

namespace PodioOAuth.Functional.Repository.Tests.Pages;

/// <summary>The front page, and the lists of pages.</summary>
public sealed class FrontPageTests
{
    // docfx reads no F# project, but what was built from it.
    private const string OfFSharp = "Core/FSharp/bin/Release/net10.0/PodioOAuth.Functional.FSharp.dll";

    private static readonly string Readme = Checkout.Read("README.md");

    private static readonly string[] Libraries =
    [
        .. new[] { "Core", "Transports", "Tests/Testing" }.SelectMany(room => Checkout.Files(room, "PodioOAuth.Functional*.*proj"))
            .Where(project => !project.StartsWith("Core/Analyzers", StringComparison.Ordinal)), // In Core's package.
    ];

    [Fact]
    public void The_front_page_is_read_in_a_few_minutes() => Assert.InRange(Readme.TrimEnd().Split('\n').Length, 100, 160);

    [Fact]
    public void Every_package_is_in_its_table()
    {
        string[] packages = [.. Libraries.Select(Path.GetFileNameWithoutExtension).OfType<string>(), "PodioOAuth.Functional.PodioToken"];
        Assert.True(packages.Length > 10, $"only {packages.Length} packages found");
        Assert.DoesNotContain(packages, package => !Readme.Contains($"| `{package}` |", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_library_is_in_the_reference_of_the_site()
    {
        using var docfx = JsonDocument.Parse(Checkout.Read("docfx.json"));
        var matcher = new Matcher();
        matcher.AddIncludePatterns(
            docfx.RootElement.GetProperty("metadata")[0].GetProperty("src")[0].GetProperty("files").EnumerateArray()
                .Select(file => file.GetString()!.Replace(OfFSharp, "Core/FSharp/*.fsproj", StringComparison.Ordinal)));
        Assert.DoesNotContain(Libraries, project => !matcher.Match(project).HasMatches);
    }

    [Theory]
    [InlineData("Examples/Guide/index.md")]
    [InlineData("Examples/Guide/toc.yml")]
    public void Every_page_of_the_guide_is_in_its_lists(string list)
    {
        var pages = Checkout.Files("Examples/Guide", "*.md").Select(Path.GetFileName).Where(page => page != "index.md").ToArray();
        Assert.True(pages.Length > 15, $"only {pages.Length} pages found");
        Assert.DoesNotContain(pages, page => !Checkout.Read(list).Contains(page!, StringComparison.Ordinal));
    }
}
