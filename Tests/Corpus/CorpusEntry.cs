using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PodioOAuth.Functional.Corpus;

/// <summary>One recorded reply and what is expected of it (PODIO 8.2).</summary>
internal sealed record CorpusEntry(
    string File,
    bool IsValidHttp,
    string Outcome,
    IReadOnlyList<string> AlsoAcceptable,
    JsonElement? Token,
    JsonElement? Error,
    int? WaitSeconds,
    DateTimeOffset? WaitUntil,
    string? Retry)
{
    private const string DateHeader = "Date: ";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>Every entry of corpus.json, in its order.</summary>
    public static IReadOnlyList<CorpusEntry> All { get; } = ReadAll();

    /// <summary>The names of the recordings that lie beside corpus.json.</summary>
    public static IReadOnlyList<string> FilesPresent { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.http").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The exact bytes of the recording, status line and headers included.</summary>
    public byte[] ReadBytes() => System.IO.File.ReadAllBytes(Path.Combine(Folder, File));

    /// <summary>The recording's <c>Date</c> header.</summary>
    public DateTimeOffset RepliedAt => DateTimeOffset.ParseExact(
        Encoding.Latin1.GetString(ReadBytes()).Split("\r\n").First(line => line.StartsWith(DateHeader, StringComparison.Ordinal)),
        $"'{DateHeader}'ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static CorpusEntry[] ReadAll()
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Folder, "corpus.json")));
        return [.. json.RootElement.EnumerateArray().Select(entry => Read(entry.Clone()))];
    }

    private static CorpusEntry Read(JsonElement entry) => new(
        File: entry.GetProperty("file").GetString()!,
        IsValidHttp: entry.GetProperty("http").GetString() == "valid",
        Outcome: entry.GetProperty("outcome").GetString()!,
        AlsoAcceptable: Get(entry, "also_acceptable") is { } others ? [.. others.EnumerateArray().Select(other => other.GetString()!)] : [],
        Token: Get(entry, "token"),
        Error: Get(entry, "error"),
        WaitSeconds: Get(entry, "wait_seconds")?.GetInt32(),
        WaitUntil: Get(entry, "wait_until")?.GetDateTimeOffset(),
        Retry: Get(entry, "retry")?.GetString());

    private static JsonElement? Get(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value : null;
}
