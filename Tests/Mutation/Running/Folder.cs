using System.Text.Json;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Mutation;

/// <summary>The data of a room that is kept between runs, under <c>artifacts/mutation</c>.</summary>
internal sealed class Folder
{
    internal const string Results = "results.jsonl", Earlier = "earlier.jsonl", Facts = "run.json";

    private readonly string _path;
    private readonly Lock _adding = new();

    internal Folder(Room room) => _path = Directory.CreateDirectory(Path.Combine(Root, room.Name)).FullName;

    internal static string Root { get; } = Path.Combine(Checkout.Root, "artifacts", "mutation");

    internal string this[string file] => Path.Combine(_path, file);

    /// <summary>One room at a time: they share the export.</summary>
    internal static IDisposable Lock() => new FileStream(
        Path.Combine(Directory.CreateDirectory(Root).FullName, "lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

    /// <summary>The mutants of all its assemblies.</summary>
    internal IReadOnlyList<Mutant> Mutants =>
    [
        .. Directory.GetFiles(_path, "*.mutants.json").Order(StringComparer.Ordinal)
            .SelectMany(file => Read<Kept<List<Mutant>>>(Path.GetFileName(file))!.Value),
    ];

    /// <summary>Returns the content of a file that was created from the same sources; otherwise creates it.</summary>
    internal T Keep<T>(string file, string madeOf, Func<T> make)
    {
        if (Read<Kept<T>>(file) is { } kept && kept.MadeOf == madeOf)
        {
            return kept.Value;
        }

        var value = make();
        Write(file, new Kept<T>(madeOf, value));
        return value;
    }

    internal T? Read<T>(string file) => File.Exists(this[file]) ? JsonSerializer.Deserialize<T>(File.ReadAllText(this[file])) : default;

    internal void Write<T>(string file, T value) => File.WriteAllText(this[file], JsonSerializer.Serialize(value));

    /// <summary>Results by the keys of their mutants. The last result of a mutant counts.</summary>
    internal Dictionary<string, Result> ReadResults(string file) => !File.Exists(this[file]) ? [] : File.ReadLines(this[file])
        .Select(line => JsonSerializer.Deserialize<Result>(line)!)
        .GroupBy(result => result.Key)
        .ToDictionary(it => it.Key, it => it.Last());

    internal void WriteResults(string file, IEnumerable<Result> results) =>
        File.WriteAllLines(this[file], results.Select(result => JsonSerializer.Serialize(result)));

    /// <summary>Appends a line, so that an interrupted run can be continued.</summary>
    internal void Add(Result result)
    {
        lock (_adding)
        {
            File.AppendAllText(this[Results], JsonSerializer.Serialize(result) + "\n");
        }
    }

    private sealed record Kept<T>(string MadeOf, T Value);
}
