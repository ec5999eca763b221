using System.Diagnostics;
using PodioOAuth.Functional.Strangers;

// Packs every package and uses them from outside the checkout, like a user who has only the packages and their pages.
// dotnet run --project Tests/Strangers [-- NAME…]
using var feed = await Feed.PackAsync("Release", build: true);
Console.WriteLine($"{feed.Packages.Count} packages");
var names = args.Length == 0 ? Kinds.All.Keys : (IEnumerable<string>)args;
var failed = 0;
foreach (var name in names)
{
    if (!Kinds.All.TryGetValue(name, out var kind))
    {
        Console.Error.WriteLine($"There is no '{name}'. Choose from: {string.Join(", ", Kinds.All.Keys)}");
        return 2;
    }

    var watch = Stopwatch.StartNew();
    try
    {
        var said = await kind(feed);
        Console.WriteLine($"passed  {name,-14} {watch.Elapsed.TotalSeconds,5:0} s  {said}");
    }
    catch (StrangerException problem)
    {
        failed++;
        Console.WriteLine($"FAILED  {name,-14} {watch.Elapsed.TotalSeconds,5:0} s\n{problem.Message}");
    }
}

return failed == 0 ? 0 : 1;
