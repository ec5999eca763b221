using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional.Corpus;

/// <summary>One recorded reply and what is expected of it (PODIO 8.2). Every member of corpus.json is one of these: it is read strictly.
/// Where and what is wrong stands in each entry whose outcome is malformed, by <see cref="CorpusChoices"/> where there is a
/// choice.</summary>
internal sealed record CorpusEntry(
    string File,
    int? Status,
    string Http,
    string What,
    string Source,
    string Outcome,
    string Expected,
    IReadOnlyList<string>? AlsoAcceptable = null,
    CorpusToken? Token = null,
    CorpusError? Error = null,
    string? Where = null,
    MalformedReplyProblem? Problem = null,
    int? WaitSeconds = null,
    DateTimeOffset? WaitUntil = null,
    string? Retry = null,
    CorpusRequest? Request = null,
    CorpusReply? Reply = null,
    CorpusUnreachable? Unreachable = null)
{
    private const string DateHeader = "Date: ";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Every entry of corpus.json, in its order.</summary>
    public static IReadOnlyList<CorpusEntry> All { get; } = Read(System.IO.File.ReadAllText(Path.Combine(Folder, "corpus.json")));

    /// <summary>The names of the recordings that lie beside corpus.json.</summary>
    public static IReadOnlyList<string> FilesPresent { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.http").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> AlsoAcceptable { get; } = AlsoAcceptable ?? [];

    public bool IsValidHttp => Http == "valid";

    /// <summary>The recording's <c>Date</c> header.</summary>
    public DateTimeOffset RepliedAt => DateTimeOffset.ParseExact(
        Encoding.Latin1.GetString(ReadBytes()).Split("\r\n").First(line => line.StartsWith(DateHeader, StringComparison.Ordinal)),
        $"'{DateHeader}'ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Reads entries as corpus.json has them.</summary>
    /// <exception cref="JsonException">A member is missing or unknown, stands twice, or has another type.</exception>
    public static IReadOnlyList<CorpusEntry> Read(string json) => JsonSerializer.Deserialize<CorpusEntry[]>(json, Strict)!;

    /// <summary>The exact bytes of the recording, status line and headers included.</summary>
    public byte[] ReadBytes() => Reply?.ToBytes(Status!.Value) ?? System.IO.File.ReadAllBytes(Path.Combine(Folder, File));
}

/// <summary>The values to read (PODIO 8.4).</summary>
internal sealed record CorpusToken(
    string AccessToken, string? TokenType, JsonElement ExpiresIn, string? RefreshToken, CorpusReference? Ref, string? Scope);

/// <summary>The request of an entry that was made by <c>Recording</c>.</summary>
internal sealed record CorpusRequest(
    string Method,
    string Path,
    string? ContentType,
    string? Body = null,
    [property: JsonPropertyName("body_base64")] byte[]? Base64 = null);

/// <summary>The reply of such an entry: what else lies in a file of its own.</summary>
internal sealed record CorpusReply(
    IReadOnlyList<string> Headers,
    bool IsBodyTooLarge,
    string? Body = null,
    [property: JsonPropertyName("body_base64")] byte[]? Base64 = null)
{
    /// <summary>The reply as a server sends it, and as the files have it.</summary>
    public byte[] ToBytes(int status) =>
    [
        .. Encoding.Latin1.GetBytes(string.Concat([$"HTTP/1.1 {status}\r\n", .. Headers.Select(header => $"{header}\r\n"), "\r\n"])),
        .. Base64 ?? Encoding.UTF8.GetBytes(Body!),
    ];
}

/// <summary>Why such an entry has no reply.</summary>
internal sealed record CorpusUnreachable(UnreachableReason Reason, bool MayHaveBeenProcessed);

internal sealed record CorpusReference(string Type, string Id);

/// <summary>The codes and the prose to read, null for none. A description that is not stated is too long to be written twice.</summary>
internal sealed record CorpusError(string Code, string? Detail, JsonElement Description = default);
