using System.Runtime.InteropServices;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>A body that comes at once, whatever length it states and though its reading is cancelled, and knows the buffers that it was
/// read into.</summary>
internal sealed class WholeContent(byte[] bytes, long? stated) : HttpContent
{
    internal List<byte[]> Buffers { get; } = [];

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Watched(bytes, Buffers));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

    protected override bool TryComputeLength(out long length)
    {
        length = stated ?? 0;
        return stated is not null;
    }

    private sealed class Watched(byte[] bytes, List<byte[]> buffers) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Assert.True(MemoryMarshal.TryGetArray<byte>(buffer, out var array));
            if (buffers.LastOrDefault() != array.Array)
            {
                buffers.Add(array.Array!);
            }

            return base.ReadAsync(buffer, CancellationToken.None);
        }
    }
}
