namespace PodioOAuth.Functional.Support;

/// <summary>The files of the checkout that the tests were built from.</summary>
public static class Checkout
{
    private static readonly string[] Generated = ["bin", "obj", "lib", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".git"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The configuration that the tests were built in.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Where a project was built, in the configuration of the tests: beside them a program would not find what they have from a
    /// framework that it does not use.</summary>
    public static string Built(string project, string file)
    {
        return Path.Combine(Root, project, "bin", Configuration, new DirectoryInfo(AppContext.BaseDirectory).Name, file);
    }

    /// <summary>Paths below a folder, relative to the root, with slashes; nothing that a build makes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Intersect(Generated).Any())
        .Order(StringComparer.Ordinal);

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "PodioOAuth.Functional.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the checkout."));
}
