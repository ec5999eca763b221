using System.IO.Compression;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Laws about compressed bodies. A transport need not decompress: then it must not request compression, and returns compressed
/// bodies unchanged. One that decompresses limits the decompressed bytes, not the received ones. Nothing is required for a compressed body
/// that is truncated within a complete reply: .NET's decompressors take the cut for the end, and parsing detects the incomplete
/// JSON.</summary>
internal static class CompressionLaws
{
    private const int Large = 32 * 1024 * 1024;

    private static readonly byte[] Plain = [.. Enumerable.Range(0, 2000).Select(i => (byte)('a' + (i % 7)))];

    // Compressed once, because it takes a while, and to less than the limit.
    private static readonly Packing[] Packings =
    [
        Packing.By("gzip", to => new GZipStream(to, CompressionLevel.Optimal)),
        Packing.By("deflate", to => new ZLibStream(to, CompressionLevel.Optimal)),
        Packing.By("br", to => new BrotliStream(to, CompressionLevel.Fastest)),
    ];

    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Decompresses every compression that it requests", UnpacksWhatItAsksFor),
        new("Returns a compressed body unchanged, or decompressed and within the limit", BoundsUnpackedBody),
    ];

    private static Task<string?> UnpacksWhatItAsksFor(TransportFactory create) => Law.AllAsync(
        from packing in Packings
        select (packing.Coding, (Func<Task<string?>>)(() => Law.AgainstAsync(
            create,
            (request, connection) => connection.SendAsync(
                AsksFor(request, packing.Coding) ? Reply(packing, packing.Plain) : WireAnswers.Whole(200, Plain)),
            (attempt, _) => attempt.HasBody(Plain)))));

    private static bool AsksFor(WireRequest request, string coding) => request.ValuesOf("Accept-Encoding")
        .SelectMany(value => value.Split(','))
        .Any(asked => asked.Split(';')[0].Trim() is var name
            && (name == "*" || name.Equals(coding, StringComparison.OrdinalIgnoreCase)));

    private static Task<string?> BoundsUnpackedBody(TransportFactory create) => Law.AllAsync(
        from packing in Packings
        from one in new (string Name, byte[] Body, Func<Attempt, string?> IsUnpacked)[]
        {
            ("a body", packing.Plain, attempt => attempt.HasBody(Plain)),
            ("one that decompresses beyond the limit", packing.Large, attempt => attempt.IsTooLarge()),
            ("one that isn't compressed", Plain, IsInvalid),
        }
        select ($"{packing.Coding}, {one.Name}", (Func<Task<string?>>)(() => Law.AgainstAsync(
            create,
            (_, connection) => connection.SendAsync(Reply(packing, one.Body)),
            (attempt, _) => attempt.HasBody(one.Body) is null ? null : one.IsUnpacked(attempt)))));

    private static string? IsInvalid(Attempt attempt) =>
        attempt.IsUnreachable(UnreachableReason.InvalidResponse, mayHaveBeenProcessed: true);

    private static ReadOnlyMemory<byte> Reply(Packing packing, byte[] body) =>
        WireAnswers.Whole(200, body, $"Content-Encoding: {packing.Coding}", "X-Podio-Request-Id: law");

    /// <summary>Two bodies in one encoding.</summary>
    private sealed record Packing(string Coding, byte[] Plain, byte[] Large)
    {
        internal static Packing By(string coding, Func<Stream, Stream> pack) =>
            new(coding, Pack(pack, CompressionLaws.Plain), Pack(pack, new byte[CompressionLaws.Large]));

        private static byte[] Pack(Func<Stream, Stream> pack, byte[] body)
        {
            using var packed = new MemoryStream();
            using (var packing = pack(packed))
            {
                packing.Write(body);
            }

            return packed.ToArray();
        }
    }
}
