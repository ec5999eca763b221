using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Strangers;

/// <summary>A folder outside the checkout for trying the packages, with access only to them and to what their pages say.</summary>
internal sealed partial class Stranger(string folder, string packages, string feed, string version)
{
    internal string Feed => feed;

    internal string Version => version;

    /// <summary>Returns the code blocks of a page in one language.</summary>
    internal static IEnumerable<string> Blocks(string page, string language) =>
        Page.Read(page).Blocks.Where(block => block.Language == language).Select(block => block.Text);

    /// <summary>Returns the packages that a page says to add.</summary>
    internal static IEnumerable<string> Added(string page) => Blocks(page, "console")
        .SelectMany(block => AddPackage().Matches(block))
        .Select(line => line.Groups[1].Value);

    /// <summary>Returns a program to build from the packages, which is stored next to this one.</summary>
    internal static string Program(string file) => Checkout.Read($"Tests/Strangers/Programs/{file}");

    /// <summary>Runs a program to completion, and returns its output. An unexpected exit code is an error.</summary>
    internal static async Task<string> RunAsync(
        string program, IReadOnlyList<string> arguments, string folder, string? packages = null, int exitCode = 0)
    {
        var run = await ProcessRun.OfAsync(program, arguments, start => Configure(start, folder, packages));
        return run.ExitCode == exitCode
            ? run.Text
            : throw new StrangerException($"{program} {string.Join(' ', arguments)}: exit code {run.ExitCode}\n{run.Text}");
    }

    internal Stranger Write(string file, string text)
    {
        File.WriteAllText(Path.Combine(folder, file), text);
        return this;
    }

    /// <summary>Writes a project file with packages: this checkout's, others in the version that its tests use, or as
    /// NAME/VERSION.</summary>
    internal Stranger Project(string file, string sdk, IEnumerable<string> references, string properties = "", string items = "") =>
        Write(file, $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references.Select(Reference))}
                {items}
              </ItemGroup>
            </Project>
            """);

    /// <summary>Runs dotnet in the folder.</summary>
    internal Task<string> DotnetAsync(params string[] arguments) => RunAsync("dotnet", arguments, folder, packages);

    /// <summary>Runs dotnet, which must fail.</summary>
    internal Task<string> FailAsync(params string[] arguments) => RunAsync("dotnet", arguments, folder, packages, exitCode: 1);

    internal Task<string> StartAsync(string file, params string[] arguments) => RunAsync(Path.Combine(folder, file), arguments, folder);

    private string Reference(string name)
    {
        var (id, exact) = name.Split('/') is [var other, var given] ? (other, given)
            : name.StartsWith("PodioOAuth.", StringComparison.Ordinal) ? (name, version)
            : (name, Central(name));
        return $"""<PackageReference Include="{id}" Version="{exact}" />""";
    }

    private static string Central(string name) => XDocument.Parse(Checkout.Read("Directory.Packages.props"))
        .Descendants("PackageVersion").Single(package => package.Attribute("Include")!.Value == name).Attribute("Version")!.Value;

    private static void Configure(ProcessStartInfo start, string folder, string? packages)
    {
        start.WorkingDirectory = folder;
        var inherited = start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var key in inherited)
        {
            start.Environment.Remove(key); // Set for this process by dotnet run and dotnet test.
        }

        // A compiler or MSBuild server would outlive the program, and keep its output open.
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        if (packages is not null)
        {
            start.Environment["NUGET_PACKAGES"] = packages; // The machine's own folder may contain an older build of this version.
        }
    }

    [GeneratedRegex("dotnet add package (PodioOAuth[A-Za-z.]+)")]
    private static partial Regex AddPackage();
}

/// <summary>A problem that a stranger would encounter.</summary>
internal sealed class StrangerException(string message) : Exception(message);
