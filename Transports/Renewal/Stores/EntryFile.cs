using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

// file = header, line feed, entry

/// <summary>The content of an entry's file: a line about the entry, and the entry.</summary>
/// <remarks>The key and the end of the entry's lifetime are in the same file as the entry, so that one replacement changes all of them. The
/// entry itself may be encrypted. A file without the line is an entry of an earlier version: it can be read, but its key is
/// unknown.</remarks>
internal sealed record EntryFile(EntryHeader? Header, ReadOnlyMemory<byte> Entry)
{
    private static ReadOnlySpan<byte> Beginning => "{\"format\":\"podio-oauth-file\","u8;

    internal static byte[] Write(string key, DateTimeOffset? expiresAt, ReadOnlySpan<byte> entry)
    {
        var header = new EntryHeader(EntryHeader.FormatName, EntryHeader.FormatVersion, key, expiresAt);
        return [.. JsonSerializer.SerializeToUtf8Bytes(header, EntryHeaderJson.Default.EntryHeader), (byte)'\n', .. entry];
    }

    /// <exception cref="StoreException">The line is truncated, or is of a later version.</exception>
    internal static EntryFile Read(string path, ReadOnlyMemory<byte> bytes)
    {
        if (Beginning.StartsWith(bytes.Span))
        {
            throw new StoreException(StoreProblem.Torn, $"{path} is truncated");
        }

        if (!bytes.Span.StartsWith(Beginning))
        {
            return new EntryFile(Header: null, bytes);
        }

        var end = bytes.Span.IndexOf((byte)'\n');
        return end == -1 || HeaderOf(bytes.Span[..end]) is not { } header
                ? throw new StoreException(StoreProblem.Torn, $"the first line of {path} is damaged")
            : header.Version != EntryHeader.FormatVersion
                ? throw new StoreException(StoreProblem.Foreign, $"{path} was written by a later version")
            : new EntryFile(header, bytes[(end + 1)..]);
    }

    internal bool HasEnded(DateTimeOffset now) => Header?.ExpiresAt <= now;

    // The exception would quote the line.
    private static EntryHeader? HeaderOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EntryHeaderJson.Default.EntryHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Writes the line about an entry.</summary>
internal sealed record EntryHeader(string Format, int Version, string Key, DateTimeOffset? ExpiresAt = null)
{
    internal const string FormatName = "podio-oauth-file";
    internal const int FormatVersion = 1;
}

/// <summary>Uses the same names as entries.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EntryHeader))]
internal sealed partial class EntryHeaderJson : JsonSerializerContext;
