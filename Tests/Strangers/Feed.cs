using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Strangers;

/// <summary>A folder feed with the packages of this checkout, and the projects that use them.</summary>
internal sealed class Feed : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The names of the packages, without versions.</summary>
    internal IReadOnlyList<string> Packages { get; private set; } = [];

    /// <summary>The version that they share.</summary>
    internal string Version { get; private set; } = "";

    internal string Path => _folder["feed"];

    /// <summary>Packs some projects, or the whole solution.</summary>
    internal static async Task<Feed> PackAsync(string configuration, bool build, params string[] projects)
    {
        var feed = new Feed();
        foreach (var project in projects is [] ? ["PodioOAuth.Functional.sln"] : projects)
        {
            string[] arguments =
            [
                "pack", System.IO.Path.Combine(Checkout.Root, project), "--configuration", configuration, "--output", feed.Path, "--nologo",
                .. build ? Array.Empty<string>() : ["--no-build"],
            ];
            var said = await Stranger.RunAsync("dotnet", arguments, Checkout.Root);
            if (said.Contains("warn", StringComparison.Ordinal))
            {
                throw new StrangerException($"dotnet pack warns:\n{said}");
            }
        }

        string[] files = [.. Directory.GetFiles(feed.Path, "*.nupkg").Select(file => System.IO.Path.GetFileNameWithoutExtension(file))];
        feed.Version = files.Select(VersionOf).Distinct().Single();
        feed.Packages = [.. files.Select(file => file[..^(feed.Version.Length + 1)]).Order(StringComparer.Ordinal)];

        // The machine's own sources are kept, for LanguageExt and the rest.
        await File.WriteAllTextAsync(feed._folder["NuGet.config"], $"""
            <configuration>
              <packageSources><add key="strangers" value="{feed.Path}" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
            </configuration>
            """);
        return feed;
    }

    /// <summary>Creates a folder for a project that has only packages.</summary>
    internal Stranger Visit(string name) => new(Directory.CreateDirectory(_folder[name]).FullName, _folder["packages"], Path, Version);

    public void Dispose() => _folder.Dispose();

    // The version starts at the first digit after a dot, because no part of a name starts with a digit.
    private static string VersionOf(string file)
    {
        var parts = file.Split('.');
        return string.Join('.', parts.SkipWhile(part => !char.IsAsciiDigit(part[0])));
    }
}
