using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PodioOAuth.Functional.Strangers;

/// <summary>What every package must contain.</summary>
internal static partial class Contents
{
    private static readonly string[] Facts =
        ["id", "version", "title", "authors", "license", "icon", "readme", "description", "releaseNotes", "tags"];

    // Which package uses the internals of which, and so must have the same version.
    private static readonly Dictionary<string, string[]> Friends = new()
    {
        ["Flurl"] = ["HttpClient"],
        ["Renewal"] = [""],
        ["Hosting"] = ["HttpClient", "Renewal"],
        ["AspNetCore"] = ["Hosting"],
        ["InMemory"] = [""],
        ["LocalPodio"] = ["InMemory"],
        ["Testing"] = ["Renewal"],
    };

    /// <summary>Checks every package of the feed, and returns the number of files.</summary>
    internal static Task<string> CheckAsync(Feed feed)
    {
        var count = Directory.GetFiles(feed.Path, "PodioOAuth.*.nupkg").Sum(Check);
        return Task.FromResult($"{feed.Packages.Count} packages, {count} files");
    }

    private static int Check(string file)
    {
        using var package = ZipFile.OpenRead(file);
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        var nuspec = names.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal));
        var spec = XDocument.Parse(Read(package, nuspec)).Root!.Elements().Single();
        var id = Value(spec, "id")!;
        foreach (var fact in Facts)
        {
            Demand(!string.IsNullOrWhiteSpace(Value(spec, fact)), $"{id} has no {fact}");
        }

        Demand(names.Contains("icon.png") && names.Contains("PACKAGE.md"), $"{id} has no icon or no page");
        var page = Read(package, "PACKAGE.md");
        Demand(page.Contains(id, StringComparison.Ordinal), $"{id} has another package's page");
        Demand(!Link().IsMatch(page), $"{id}'s page has a link, which breaks outside the checkout or names an address that isn't ours");
        Demand(File.Exists(Path.ChangeExtension(file, ".snupkg")), $"{id} has no symbols");
        var name = id.Replace("PodioOAuth.Functional", "", StringComparison.Ordinal).TrimStart('.');
        foreach (var friend in Friends.GetValueOrDefault(name, []))
        {
            var needs = friend.Length == 0 ? "PodioOAuth.Functional" : $"PodioOAuth.Functional.{friend}";
            Demand(
                spec.Descendants().Any(each =>
                    each.Attribute("id")?.Value == needs && each.Attribute("version")?.Value == $"[{Value(spec, "version")}]"),
                $"{id} doesn't depend on exactly its own version of {needs}");
        }

        return names.Count;
    }

    private static string? Value(XElement spec, string name) => spec.Elements().SingleOrDefault(each => each.Name.LocalName == name)?.Value;

    private static string Read(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static void Demand(bool isRight, string problem)
    {
        if (!isRight)
        {
            throw new StrangerException(problem);
        }
    }

    [GeneratedRegex(@"\]\([^)]+\)|\]:\s")]
    private static partial Regex Link();
}
