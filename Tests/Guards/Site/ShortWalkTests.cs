using PodioOAuth.Functional.Browser;
using PodioOAuth.Functional.Site;

namespace PodioOAuth.Functional.Guards.Tests.Site;

/// <summary>The walk through the guide's site, over two pages that are made here: one without a mistake, one with each of them.</summary>
public sealed class ShortWalkTests
{
    private const string Front = """
        <!DOCTYPE html><html lang="en"><head><title>Front</title><link rel="icon" href="data:,"></head>
        <body><main><h1>Front</h1><a href="other.html#there">The other</a>
        <a href="https://example.com/">Elsewhere</a></main></body></html>
        """;

    private const string Good = """
        <!DOCTYPE html><html lang="en"><head><title>Good</title><link rel="icon" href="data:,"></head>
        <body><main><h1 id="there">Good</h1><a href="/">Back</a></main></body></html>
        """;

    private const string Bad = """
        <!DOCTYPE html><html lang="en"><head><title>Bad</title><link rel="icon" href="data:,"></head>
        <body><main><h1 id="there">Bad</h1><div style="width: 900px">Wide</div><img src="missing.png">
        <a href="/#nowhere">No anchor</a> <a href="nowhere.txt">No file</a> <a href="nowhere.html">No page</a>
        <script>console.error('seeded'); fetch('http://podio.invalid/').catch(() => 0); throw new Error('thrown')</script>
        </main></body></html>
        """;

    [SkippableFact]
    public async Task A_good_site_has_no_problem_and_every_seeded_one_is_found()
    {
        Skip.If(Chromium.Path is null && Environment.GetEnvironmentVariable("CI") != "true", Chromium.Lack);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["index.html"], Front);
        await File.WriteAllTextAsync(folder["other.html"], Good);
        await using var site = await SiteServer.StartAsync(folder.Path);
        await using var browser = await Chromium.LaunchAsync(SiteWalk.NoOtherHost);
        Assert.Empty((await new SiteWalk(browser, site.Address).RunAsync()).Problems);

        await File.WriteAllTextAsync(folder["other.html"], Bad);
        var bad = await new SiteWalk(browser, site.Address).RunAsync();
        Assert.All(bad.Problems, problem => Assert.Contains(problem.Path, (string[])["/other.html", "/nowhere.html"]));
        Assert.All(
            [
                "phone, light: ", "pixels too wide", "desktop, dark: image-alt", "leads nowhere: /#nowhere", "leads nowhere: /nowhere.txt",
                "leads nowhere: /nowhere.html", "404: ", "console: seeded",
                "script: ", "asks another host: http://podio.invalid/", "request failed: http://podio.invalid/",
            ],
            text => Assert.Contains(bad.Problems, problem => problem.Text.Contains(text, StringComparison.Ordinal)));
        Assert.EndsWith($"3 pages walked, {bad.Problems.Count} problems", Report.Text(bad), StringComparison.Ordinal);
    }
}
