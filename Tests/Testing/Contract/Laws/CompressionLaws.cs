using System.IO.Compression;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>
/// What becomes of compressed bodies. A transport need not unpack any: then it must not ask for them, and hands over what comes all the
/// same as it came. One that does unpack counts the bytes that it makes, not those that came. Nothing is said of a packed body that is cut
/// within a whole reply: .NET's decompressors take the cut for the end, and it is for parsing to see that the JSON is not whole.
/// </summary>
internal static class CompressionLaws
{
    private const int Large = 32 * 1024 * 1024;

    private static readonly byte[] Plain = [.. Enumerable.Range(0, 2000).Select(i => (byte)('a' + (i % 7)))];

    // Packed once, as it takes a while, and to less than the bound.
    private static readonly Packing[] Packings =
    [
        Packing.By("gzip", to => new GZipStream(to, CompressionLevel.Optimal)),
        Packing.By("deflate", to => new ZLibStream(to, CompressionLevel.Optimal)),
        Packing.By("br", to => new BrotliStream(to, CompressionLevel.Fastest)),
    ];

    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Unpacks every compression that it asks for", UnpacksWhatItAsksFor),
        new("Hands over a compressed body as it came, or unpacked and within the bound", BoundsUnpackedBody),
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
            ("one that swells beyond the bound", packing.Large, attempt => attempt.IsTooLarge()),
            ("one that is not packed", Plain, IsInvalid),
        }
        select ($"{packing.Coding}, {one.Name}", (Func<Task<string?>>)(() => Law.AgainstAsync(
            create,
            (_, connection) => connection.SendAsync(Reply(packing, one.Body)),
            (attempt, _) => attempt.HasBody(one.Body) is null ? null : one.IsUnpacked(attempt)))));

    private static string? IsInvalid(Attempt attempt) =>
        attempt.IsUnreachable(UnreachableReason.InvalidResponse, mayHaveBeenProcessed: true);

    private static ReadOnlyMemory<byte> Reply(Packing packing, byte[] body) =>
        WireAnswers.Whole(200, body, $"Content-Encoding: {packing.Coding}", "X-Podio-Request-Id: law");

    /// <summary>Two bodies in one coding.</summary>
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
