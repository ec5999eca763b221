namespace PodioOAuth.Functional.Mutation;

/// <summary>A set of projects that is measured together.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Products">The folders of the projects that are mutated.</param>
/// <param name="Tests">The folder of the tests that must detect the mutants.</param>
/// <param name="Goal">The required score, in percent; 0 for none.</param>
internal sealed record Room(string Name, IReadOnlyList<string> Products, string Tests, int Goal)
{
    internal static IReadOnlyList<Room> All { get; } =
    [
        new("core", ["Core/CSharp"], "Tests/Core", 97),
        new("transports", ["Transports/HttpClient", "Transports/Flurl"], "Tests/Transports", 92),
        new("renewal", ["Transports/Renewal"], "Tests/Renewal", 92),
        new("hosting", ["Transports/Hosting"], "Tests/Hosting", 90),
        new("aspnetcore", ["Transports/AspNetCore"], "Tests/AspNetCore", 0),
    ];
}
