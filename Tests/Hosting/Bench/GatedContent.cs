namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>A body of two parts, the second of which comes when the test says so.</summary>
internal sealed class GatedContent(string first, string second, bool isBuffered = false) : HttpContent
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal bool IsAsked { get; private set; }

    internal Task Disposed => _disposed.Task;

    /// <summary>Ends when somebody waits for the second part.</summary>
    internal Task Waiting => _waiting.Task;

    internal void Open() => _gate.SetResult();

    internal void Cut(Exception? exception = null) => _gate.SetException(exception ?? new HttpIOException(HttpRequestError.ResponseEnded));

    protected override Task<Stream> CreateContentReadStreamAsync()
    {
        IsAsked = true;
        return isBuffered ? base.CreateContentReadStreamAsync() : Task.FromResult<Stream>(new GatedStream(this, first, second));
    }

    // As a handler below gives it that has only written its body: nothing can be read before all of it was.
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        IsAsked = true;
        _waiting.TrySetResult();
        await _gate.Task;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(first + second));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        _disposed.TrySetResult();
        base.Dispose(disposing);
    }

    private sealed class GatedStream(GatedContent owner, string first, string second)
        : MemoryStream(Encoding.UTF8.GetBytes(first + second))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < first.Length)
            {
                return await base.ReadAsync(buffer[..Math.Min(buffer.Length, first.Length - (int)Position)], cancellationToken);
            }

            owner._waiting.TrySetResult();
            await owner._gate.Task.WaitAsync(cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
