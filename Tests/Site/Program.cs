using PodioOAuth.Functional.Browser;
using PodioOAuth.Functional.Site;
using PodioOAuth.Functional.Support;

// Builds the site, serves it on a loopback port, and walks every page of it in a browser.
// dotnet run -c Release --project Tests/Site [-- --built] (walks what is in artifacts/site already)
if (args is not ([] or ["--built"]))
{
    Console.Error.WriteLine("dotnet run -c Release --project Tests/Site [-- --built]");
    return 2;
}

if (Chromium.Path is null)
{
    Console.Error.WriteLine(Chromium.Lack);
    return 2;
}

var folder = Path.Combine(Checkout.Root, "artifacts", "site");
if (args is [])
{
    Console.Error.WriteLine("Building the site with docfx. This takes a minute or two.");
    var built = await ProcessRun.OfAsync(
        "dotnet", ["docfx", "docfx.json", "--warningsAsErrors"], start => start.WorkingDirectory = Checkout.Root);
    if (built.ExitCode != 0)
    {
        Console.WriteLine($"docfx found problems:\n{built.Text}");
        return 1;
    }
}

await using var site = await SiteServer.StartAsync(folder);
await using var browser = await Chromium.LaunchAsync(SiteWalk.NoOtherHost);
var search = await Search.TryAsync(browser, site.Address, "/guide/index.html", "refresh token");
Console.Error.WriteLine(search is null ? "The search finds a page." : search.Text);
var walk = new SiteWalk(browser, site.Address) { Pictures = Path.Combine(folder, "shots"), Say = Console.Error.WriteLine };
var result = await walk.RunAsync();
result.Problems.AddRange(search is null ? [] : [search]);
Console.WriteLine(Report.Text(result));
return result.Problems.Count == 0 ? 0 : 1;
