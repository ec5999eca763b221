namespace PodioOAuth.Functional;

/// <summary>The body of a reply, whose first 64 KiB are inspected as they arrive. The caller reads all of it without delay.</summary>
/// <remarks>For one reader. A read that is no longer awaited continues, and the next read gets its result.</remarks>
/// <param name="body">The body: disposed with this.</param>
/// <param name="patience">The time to wait for the part to inspect.</param>
/// <param name="time">The clock.</param>
internal sealed class PeekedBody(HttpContent body, TimeSpan patience, TimeProvider time) : Stream
{
    private const int Longest = 64 * 1024;

    private readonly byte[] _head = new byte[Longest];
    private int _come;
    private int _given;
    private bool _isEnd;
    private int _leavers;
    private Stream? _rest;
    private Task<int>? _reading;
    private Action? _onHead;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gets the received part of the first 64 KiB.</summary>
    internal byte[] Head => _head[.._come];

    /// <summary>Gets whether that is the entire body.</summary>
    internal bool IsWhole => _isEnd;

    private bool IsOver => _isEnd || _come == Longest;

    /// <summary>Waits for the first 64 KiB or the end, as long as the patience lasts. What arrives too late is read like the
    /// rest.</summary>
    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            while (!IsOver)
            {
                await MoreAsync(either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            // What has arrived counts.
        }
    }

    /// <summary>Notifies once when the inspection ends: enough has arrived, now or when the caller has read it; or the caller has left, and
    /// the patience has run out. Waits for nothing.</summary>
    internal void Watch(Action onHead)
    {
        _onHead = onHead;
        while (!IsOver && (_reading = ReadOnAsync()).IsCompletedSuccessfully)
        {
            Come();
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_given == _come && !IsOver)
        {
            MoreAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        return _given < _come ? Take(buffer) : _rest!.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _come && !IsOver)
        {
            await MoreAsync(cancellationToken).ConfigureAwait(false);
        }

        return _given < _come ? Take(buffer.Span) : await _rest!.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Increment(ref _leavers) == 1)
        {
            if (_onHead is null)
            {
                Leave();
            }
            else
            {
                _ = LookAndLeaveAsync();
            }
        }

        base.Dispose(disposing);
    }

    // The exception of a read in progress is then ignored.
    private void Leave()
    {
        body.Dispose();
        _reading?.ContinueWith(
            static reading => reading.Exception, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task LookAndLeaveAsync()
    {
        try
        {
            await WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The body is truncated, and the caller has left: what arrived before counts.
        }

        try
        {
            Tell();
        }
        finally
        {
            Leave(); // Whatever the notified code throws: nothing else releases the connection.
        }
    }

    private async Task MoreAsync(CancellationToken cancellationToken)
    {
        await (_reading ??= ReadOnAsync()).WaitAsync(cancellationToken).ConfigureAwait(false);
        Come();
    }

    private async Task<int> ReadOnAsync()
    {
        _rest ??= await body.ReadAsStreamAsync(CancellationToken.None).ConfigureAwait(false);
        return await _rest.ReadAsync(_head.AsMemory(_come), CancellationToken.None).ConfigureAwait(false);
    }

    private void Come()
    {
        var count = _reading!.GetAwaiter().GetResult();
        (_reading, _come, _isEnd) = (null, _come + count, count == 0);
        if (IsOver)
        {
            Tell();
        }
    }

    private void Tell() => Interlocked.Exchange(ref _onHead, null)?.Invoke();

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _come - _given);
        _head.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}
