namespace PodioOAuth.Functional.Transports.Tests;

internal static class HandlerExtensions
{
    internal static DelegatingHandler Above(this DelegatingHandler handler, HttpMessageHandler below)
    {
        handler.InnerHandler = below;
        return handler;
    }
}

/// <summary>Changes a request before it is sent.</summary>
internal sealed class Before(Action<HttpRequestMessage> change) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        change(request);
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>Follows redirects without a body, and hides it.</summary>
internal sealed class Following : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.Location is { } address)
        {
            using var next = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, address));
            response.Dispose();
            response = await base.SendAsync(next, cancellationToken);
            response.RequestMessage = request;
        }

        return response;
    }
}

/// <summary>Allows this time until the headers have come, as <see cref="HttpClient.Timeout"/> does.</summary>
internal sealed class TimedHeaders(TimeSpan time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(time);
        return await base.SendAsync(request, limit.Token);
    }
}

/// <summary>Allows this time for the body alone.</summary>
internal sealed class TimedBody(TimeSpan time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var content = new StreamContent(new TimedStream(await response.Content.ReadAsStreamAsync(cancellationToken), time));
        foreach (var header in response.Content.Headers)
        {
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = content;
        return response;
    }

    private sealed class TimedStream(Stream stream, TimeSpan time) : Stream
    {
        private readonly CancellationTokenSource _limit = new(time);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _limit.Token);
            return await stream.ReadAsync(buffer, both.Token);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _limit.Dispose();
            stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
