using PodioOAuth.Functional.Serving;
using static PodioOAuth.Functional.Strangers.Stranger;

namespace PodioOAuth.Functional.Strangers;

/// <summary>The ways in which a stranger uses the packages. Each returns a short summary.</summary>
internal static class Kinds
{
    private const string Core = "PodioOAuth.Functional";

    internal static IReadOnlyDictionary<string, Func<Feed, Task<string>>> All { get; } = new Dictionary<string, Func<Feed, Task<string>>>
    {
        ["contents"] = Contents.CheckAsync,
        ["console"] = feed => ConsoleAsync(feed, "Transports/InMemory/PACKAGE.md", "True True 2"),
        ["local"] = feed => ConsoleAsync(feed, "Transports/LocalPodio/PACKAGE.md", "A token for user "),
        ["encoding"] = feed => ConsoleAsync(feed, "Core/CSharp/PACKAGE.md", "client_secret"),
        ["properties"] = feed => ConsoleAsync(feed, "Tests/Testing/PACKAGE.md", "Ok, passed 100 tests."),
        ["web"] = WebAsync,
        ["fsharp"] = FSharpAsync,
        ["script"] = ScriptAsync,
        ["xunit"] = feed => SuiteAsync(
            feed, "Suite.csproj", "XunitSuite.cs", ["xunit", "xunit.runner.visualstudio", "FsCheck.Xunit"]),
        ["expecto"] = ExpectoAsync,
        ["tool"] = ToolAsync,
        ["languageext5"] = LanguageExt5Async,
        ["aot"] = feed => PublishAsync(feed, "PublishAot", ["Flurl", "Flurl.Http", "LanguageExt.Core"]),
        ["trimmed"] = feed => PublishAsync(feed, "PublishTrimmed", ["Flurl", "Flurl.Http", "LanguageExt.Core"]),
    };

    private static async Task<string> ConsoleAsync(Feed feed, string page, string expected)
    {
        var said = await feed.Visit(page.Replace('/', '-'))
            .Project("App.csproj", "Microsoft.NET.Sdk", [.. Added(page)])
            .Write("Program.cs", Blocks(page, "csharp").Single())
            .DotnetAsync("run");
        return Expect(said, expected);
    }

    private static async Task<string> WebAsync(Feed feed)
    {
        const string page = "Transports/AspNetCore/PACKAGE.md";
        var said = await feed.Visit("web")
            .Project("App.csproj", "Microsoft.NET.Sdk.Web", Added(page))
            .Write("appsettings.json", Blocks(page, "json").Single())
            .Write("Program.cs", Blocks(page, "csharp").Single().Replace("app.Run();", Program("Visit.cs"), StringComparison.Ordinal))
            .DotnetAsync("run");
        return Expect(said, "303 https://podio.com/oauth/authorize");
    }

    private static async Task<string> FSharpAsync(Feed feed)
    {
        const string page = "Core/FSharp/PACKAGE.md";
        var said = await feed.Visit("fsharp")
            .Project("App.fsproj", "Microsoft.NET.Sdk", Added(page), items: """<Compile Include="Program.fs" />""")
            .Write("Program.fs", Blocks(page, "fsharp").Single())
            .DotnetAsync("run");
        return Expect(said, "A token for app ");
    }

    private static async Task<string> ScriptAsync(Feed feed)
    {
        const string page = "Core/FSharp/PACKAGE.md";
        var stranger = feed.Visit("script");
        var references = Added(page).Select(package => $"#r \"nuget: {package}, {feed.Version}\"");
        var said = await stranger
            .Write("app.fsx", $"#i \"nuget: {feed.Path}\"\n{string.Join('\n', references)}\n{Blocks(page, "fsharp").Single()}")
            .DotnetAsync("fsi", "app.fsx");
        return Expect(said, "A token for app ");
    }

    private static async Task<string> SuiteAsync(Feed feed, string project, string file, IEnumerable<string> runner)
    {
        var said = await feed.Visit("suite")
            .Project(
                project,
                "Microsoft.NET.Sdk",
                [$"{Core}.Testing", $"{Core}.InMemory", "Microsoft.NET.Test.Sdk", .. runner],
                "<IsTestProject>true</IsTestProject>")
            .Write(file, Program(file))
            .DotnetAsync("test");
        return Expect(said, "Passed!");
    }

    private static async Task<string> ExpectoAsync(Feed feed)
    {
        var said = await feed.Visit("expecto")
            .Project(
                "Suite.fsproj",
                "Microsoft.NET.Sdk",
                [$"{Core}.Testing", $"{Core}.FSharp", $"{Core}.InMemory", "Expecto/11.1.1"],
                items: """<Compile Include="Suite.fs" />""")
            .Write("Suite.fs", Program("ExpectoSuite.fs"))
            .DotnetAsync("run", "--", "--colours", "0");
        return Expect(said, " passed, 0 ignored, 0 failed, 0 errored");
    }

    private static async Task<string> ToolAsync(Feed feed)
    {
        var stranger = feed.Visit("tool");
        await stranger.DotnetAsync(
            "tool", "install", $"{Core}.PodioToken", "--tool-path", "bin", "--version", feed.Version, "--add-source", feed.Path);
        Expect(await stranger.StartAsync("bin/podio-token", "--help"), "login");
        return Expect(await stranger.StartAsync("bin/podio-token", "--version"), feed.Version);
    }

    // A package that only claims to be LanguageExt.Core 5: what matters is what detects it.
    private static async Task<string> LanguageExt5Async(Feed feed)
    {
        await feed.Visit("standin")
            .Project(
                "StandIn.csproj",
                "Microsoft.NET.Sdk",
                [],
                "<PackageId>LanguageExt.Core</PackageId><Version>5.0.0</Version><OutputType>Library</OutputType>")
            .Write("StandIn.cs", "namespace LanguageExt { public readonly struct Either<L, R>; }")
            .DotnetAsync("pack", "--output", feed.Path);
        var said = await feed.Visit("languageext5")
            .Project("App.csproj", "Microsoft.NET.Sdk", [Core, "LanguageExt.Core/5.0.0"])
            .Write("Program.cs", "System.Console.WriteLine(1);")
            .FailAsync("build");
        return Expect(said, "error PODIO0001: PodioOAuth.Functional requires LanguageExt.Core 4");
    }

    private static async Task<string> PublishAsync(Feed feed, string property, string[] mayWarn)
    {
        var runtime = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        var stranger = feed.Visit(property)
            .Project(
                "App.csproj",
                "Microsoft.NET.Sdk",
                [$"{Core}.Flurl", $"{Core}.InMemory"],
                $"<{property}>true</{property}><SelfContained>true</SelfContained><CppCompilerAndLinker>{Linker()}</CppCompilerAndLinker>")
            .Write("Program.cs", Program("Publish.cs"));
        var said = await stranger.DotnetAsync("publish", "-c", "Release", "-r", runtime, "-o", "out");
        var warned = said.Split('\n').Where(line => line.Contains(": warning ", StringComparison.Ordinal)).ToList();
        if (warned.FirstOrDefault(line => !mayWarn.Any(name => line.Contains($"'{name}'", StringComparison.Ordinal))) is { } ours)
        {
            throw new StrangerException($"A warning that isn't from {string.Join(", ", mayWarn)}: {ours}");
        }

        await using var podio = await LocalPodio.StartAsync(new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)));
        var ran = await stranger.StartAsync("out/App", podio.Address.AbsoluteUri);
        return Expect(ran, $"HttpClient: app {SamplePodio.AppId}, Flurl: app {SamplePodio.AppId}")
            + $" (warnings of {string.Join(", ", mayWarn.Where(IsWarned))})";

        bool IsWarned(string assembly) => warned.Any(line => line.Contains($"'{assembly}'", StringComparison.Ordinal));
    }

    private static string Linker() => File.Exists("/usr/bin/clang") ? "clang" : "gcc";

    private static string Expect(string said, string expected) =>
        said.Split('\n').FirstOrDefault(line => line.Contains(expected, StringComparison.Ordinal))?.Trim()
        ?? throw new StrangerException($"'{expected}' isn't in the output:\n{said}");
}
