using System.Buffers;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>The bodies of a request and of a reply, as a handler meets them.</summary>
public sealed class BodyTests
{
    private const int Believed = HttpReply.MaxBodyBytes; // The longest stated length that is.

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_handler_that_copies_the_body_without_waiting_gets_it_once_with_its_length(Face face)
    {
        using var copy = new MemoryStream();
        var outcome = await face.Over(new Stub(message =>
        {
            Assert.Equal(Requests.Form.AsMemory().Length, message.Content!.Headers.ContentLength);
            message.Content.CopyTo(copy, null, default);
            Assert.Throws<NotSupportedException>(() => message.Content.CopyTo(copy, null, default));
            return Stub.Answer(message);
        })).SendAsync();
        Assert.Equal(Requests.Form.AsMemory().ToArray(), copy.ToArray());
        outcome.AssertReply(200); // It came, whatever the handler tried besides.
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public Task A_call_that_was_cancelled_before_reaches_no_handler(Face face) => Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => face.Over(Stub.Unsent).SendAsync(new CancellationToken(canceled: true)));

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_failure_after_the_timeout_is_a_timeout(Face face)
    {
        var transport = face.Over(
            new Stub(async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
                    .ContinueWith(_ => { }, TaskScheduler.Default);
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            }),
            options: new TransportOptions { Timeout = TimeSpan.FromMilliseconds(1) });
        (await transport.SendAsync()).AssertUnreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: false);
    }

    [Theory]
    [InlineData(Face.HttpClient, Believed, false), InlineData(Face.HttpClient, Believed + 1L, true)]
    [InlineData(Face.HttpClient, int.MaxValue, true), InlineData(Face.Flurl, Believed, false)]
    [InlineData(Face.Flurl, Believed + 1L, true)]
    public async Task Memory_for_a_stated_length_is_taken_at_once_up_to_a_mebibyte(Face face, long stated, bool isReadAsItComes)
    {
        var transport = face.Over(
            new Stub(message => new HttpResponseMessage { RequestMessage = message, Content = new WholeContent(new byte[3], stated) }),
            options: new TransportOptions { MaxReplyBytes = int.MaxValue });
        var outcome = await transport.SendAsync();
        if (isReadAsItComes)
        {
            Assert.Equal(3, outcome.AssertReply(200).AsMemory().Length);
        }
        else
        {
            outcome.AssertUnreachable(UnreachableReason.ConnectionLost, mayHaveBeenProcessed: false);
        }
    }

    [Theory]
    [InlineData(Face.HttpClient, 100)]
    [InlineData(Face.HttpClient, 40_000)] // Two buffers.
    [InlineData(Face.Flurl, 40_000)]
    public async Task No_buffer_of_the_pool_keeps_what_it_held_and_each_goes_back(Face face, int length)
    {
        var body = new WholeContent([.. Enumerable.Repeat((byte)'t', length)], stated: null);
        var transport = face.Over(new Stub(message => new HttpResponseMessage { RequestMessage = message, Content = body }));
        var outcome = await transport.SendAsync();
        Assert.Equal(length, outcome.AssertReply(200).AsMemory().Length);
        Assert.All(body.Buffers, buffer => Assert.Equal(-1, buffer.AsSpan().IndexOf((byte)'t')));

        // Nothing here waits, so that this thread gets from the pool what it gave back last.
        Assert.Same(body.Buffers[^1], ArrayPool<byte>.Shared.Rent(body.Buffers[^1].Length));
    }
}
