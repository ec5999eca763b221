namespace PodioOAuth.Functional.Repository.Tests.Pages;

/// <summary>The front page, and the lists of pages.</summary>
public sealed class FrontPageTests
{
    private static readonly string Readme = Checkout.Read("README.md");

    [Fact]
    public void The_front_page_is_read_in_a_few_minutes() => Assert.InRange(Readme.TrimEnd().Split('\n').Length, 100, 160);

    [Fact]
    public void Every_package_is_in_its_table()
    {
        string[] packages =
        [
            .. new[] { "Core", "Transports", "Tests/Testing" }.SelectMany(room => Checkout.Files(room, "PodioOAuth.Functional*.*proj"))
                .Where(project => !project.StartsWith("Core/Analyzers", StringComparison.Ordinal)) // In Core's package.
                .Select(Path.GetFileNameWithoutExtension).OfType<string>(),
            "PodioOAuth.Functional.PodioToken",
        ];
        Assert.True(packages.Length > 10, $"only {packages.Length} packages found");
        Assert.DoesNotContain(packages, package => !Readme.Contains($"| `{package}` |", StringComparison.Ordinal));
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
