using System.Net;

namespace PodioOAuth.Functional.Support;

/// <summary>A body that lets everybody wait, whoever reads it and whoever has it written.</summary>
/// <param name="body">The body.</param>
/// <param name="stated">The length that its header says; null for none.</param>
public sealed class LateContent(byte[] body, long? stated = null) : HttpContent
{
    protected override async Task<Stream> CreateContentReadStreamAsync()
    {
        await CapturedContext.PauseAsync();
        return new Reading(body);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await CapturedContext.PauseAsync();
        await stream.WriteAsync(body);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = stated ?? 0;
        return stated is not null;
    }

    private sealed class Reading(byte[] body) : MemoryStream(body)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await CapturedContext.PauseAsync();
            return Read(buffer.Span);
        }
    }
}
