using System.Text.Json;

namespace PodioOAuth.Functional.Guards.Tests.Mutation;

/// <summary>What is read of a report as Stryker writes it.</summary>
public sealed class ReportTests
{
    private const string Source = """
        class Store
        {
            private string Name = "store";

            public Store(string name) { Name = name ?? throw new System.ArgumentNullException(nameof(name)); }

            public bool Has(int count)
            {
                System.ArgumentNullException.ThrowIfNull(Name);
                if (count < 0)
                {
                    throw new System.ArgumentException("-" + count);
                }

                return count < 0 || this.Name == "is out of range" || count < 0;
            }

            public override int GetHashCode() => Name.Length + 1;
        }
        """;

    // What is changed (which of those that read the same), by which mutator, and what it is.
    [Theory]
    [InlineData("\"store\"", 1, "String", "Name", "Rule")]
    [InlineData("name ?? throw new System.ArgumentNullException(nameof(name))", 1, "Null coalescing", "Store", "NullGuard")]
    [InlineData("System.ArgumentNullException.ThrowIfNull(Name);", 1, "Statement", "Has", "NullGuard")]
    [InlineData("count < 0", 1, "Equality", "Has", "Rule")]
    [InlineData("count < 0", 3, "Equality", "Has", "Rule")]
    [InlineData("\"-\"", 1, "String", "Has", "Text")]
    [InlineData("\"-\" + count", 1, "Arithmetic", "Has", "Rule")]
    [InlineData("\"is out of range\"", 1, "String", "Has", "Text")]
    [InlineData("Name.Length + 1", 1, "Arithmetic", "GetHashCode", "HashCode")]
    public void A_mutant_is_classified_by_what_it_changes(string code, int which, string mutator, string member, string kind)
    {
        var mutant = Assert.Single(Read(Entry(1, code, which, mutator)));

        Assert.Equal(("Core/CSharp/Store.cs", member, code, "changed"), (mutant.File, mutant.Member, mutant.Original, mutant.Replacement));
        Assert.Equal(kind, mutant.Kind.ToString());
    }

    [Fact]
    public void Mutants_that_read_the_same_are_told_apart_and_keep_their_names_when_lines_move()
    {
        var mutants = Read(Entry(1, "count < 0", 1, "Equality"), Entry(2, "count < 0", 2, "Equality"));
        var moved = Read("\n\n" + Source, Entry(5, "count < 0", 1, "Equality"), Entry(9, "count < 0", 2, "Equality"));

        Assert.Equal(2, mutants.Select(mutant => mutant.Key).Distinct().Count());
        Assert.Equal(mutants.Select(mutant => mutant.Key), moved.Select(mutant => mutant.Key));
        Assert.Equal(mutants.Select(mutant => mutant.Line + 2), moved.Select(mutant => mutant.Line));
    }

    [Fact]
    public void What_does_not_compile_and_blocks_around_others_do_not_count() => Assert.Equal([3], Read(
        Entry(1, "count < 0", 1, "Equality", "CompileError"),
        Entry(2, Between("{\n            throw", "count);\n        }"), 1, "Block"),
        Entry(3, "\"-\"", 1, "String")).Select(mutant => mutant.Id));

    [Fact]
    public void What_another_operating_system_runs_does_not_count()
    {
        var (here, away) = OperatingSystem.IsWindows() ? ("Windows", "Linux") : (OperatingSystem.IsLinux() ? "Linux" : "MacOS", "Windows");
        var source = $$"""
            [SupportedOSPlatform("{{away}}")] class One { int Of() => 1 + 1; }
            [UnsupportedOSPlatform("{{here}}")] class Two { int Of() => 1 + 1; }
            [SupportedOSPlatform("{{here}}"), UnsupportedOSPlatform("{{away}}")] class Three
            {
                int Of() { if (OperatingSystem.Is{{away}}()) return 1 + 1; else return OperatingSystem.Is{{here}}() ? 1 + 1 : 1 + 1; }
                int Also() { if (OperatingSystem.Is{{here}}()) return 1 + 1; else return OperatingSystem.Is{{away}}() ? 1 + 1 : 1 + 1; }
            }
            """;
        Assert.Equal(
            [4, 6],
            Read(source, [.. Enumerable.Range(1, 8).Select(which => Entry(which, "1 + 1", which, "Arithmetic"))]).Select(it => it.Id));
    }

    private static string Between(string start, string end) =>
        Source[Source.IndexOf(start, StringComparison.Ordinal)..(Source.IndexOf(end, StringComparison.Ordinal) + end.Length)];

    private static IReadOnlyList<Mutant> Read(params Func<string, object>[] mutants) => Read(Source, mutants);

    private static IReadOnlyList<Mutant> Read(string source, params Func<string, object>[] mutants)
    {
        var file = new { source, mutants = mutants.Select(mutant => mutant(source)) };
        var files = new Dictionary<string, object> { ["CSharp/Store.cs"] = file };
        return StrykerReport.Read(JsonSerializer.Serialize(new { projectRoot = "/checkout/Core", files }), "/checkout");
    }

    private static Func<string, object> Entry(int id, string code, int which, string mutator, string status = "Ignored") => source =>
    {
        var start = -1;
        for (var i = 0; i < which; i++)
        {
            start = source.IndexOf(code, start + 1, StringComparison.Ordinal);
        }

        return new
        {
            id = $"{id}",
            mutatorName = $"{mutator} mutation",
            replacement = "changed",
            status,
            location = new { start = Place(source, start), end = Place(source, start + code.Length) },
        };
    };

    private static object Place(string source, int position) => new
    {
        line = source[..position].Count(character => character == '\n') + 1,
        column = position - source.LastIndexOf('\n', Math.Max(0, position - 1)),
    };
}
