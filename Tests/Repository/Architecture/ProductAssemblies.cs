namespace PodioOAuth.Functional.Repository.Tests.Architecture;

/// <summary>The assemblies that we ship, as they lie beside the tests.</summary>
public static class ProductAssemblies
{
    private const string Prefix = "PodioOAuth.Functional";

    /// <summary>Assembly names, each with the names of ours that it may reference: dependencies point one way.</summary>
    internal static IReadOnlyDictionary<string, string[]> AllowedReferences { get; } = new Dictionary<string, string[]>
    {
        [Prefix] = [],
        [$"{Prefix}.FSharp"] = [Prefix, $"{Prefix}.Renewal"],
        [$"{Prefix}.HttpClient"] = [Prefix],
        [$"{Prefix}.Flurl"] = [Prefix, $"{Prefix}.HttpClient"],
        [$"{Prefix}.InMemory"] = [Prefix],
        [$"{Prefix}.LocalPodio"] = [Prefix, $"{Prefix}.InMemory"],
        [$"{Prefix}.Renewal"] = [Prefix],
        [$"{Prefix}.Hosting"] = [Prefix, $"{Prefix}.HttpClient", $"{Prefix}.Renewal"],
        [$"{Prefix}.AspNetCore"] = [Prefix, $"{Prefix}.Renewal", $"{Prefix}.Hosting", $"{Prefix}.HttpClient"],
        [$"{Prefix}.Testing"] = [Prefix, $"{Prefix}.Renewal"],
    };

    public static TheoryData<string> Files => [.. AllowedReferences.Keys.Select(FileOf)];

    internal static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
