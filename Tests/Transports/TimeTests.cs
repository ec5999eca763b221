namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>The time allowed, and the caller's cancellation.</summary>
public sealed class TimeTests
{
    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task If_the_time_limit_and_the_caller_coincide_it_is_the_callers_cancellation(Face face)
    {
        using var caller = new CancellationTokenSource();
        var transport = face.Over(
            new Stub(async (_, allowed) =>
            {
                // Until the time has run out, and then the caller cancels as well.
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, allowed).ContinueWith(_ => { }, TaskScheduler.Default);
                await caller.CancelAsync();
                throw new TaskCanceledException("", null, allowed);
            }),
            options: new TransportOptions { Timeout = TimeSpan.FromMilliseconds(1) });

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(caller.Token));

        Assert.Equal(caller.Token, cancelled.CancellationToken);
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_complete_reply_is_returned_even_to_a_caller_that_cancelled(Face face)
    {
        using var caller = new CancellationTokenSource();
        var transport = face.Over(new Stub(async (message, _) =>
        {
            await caller.CancelAsync();
            return new HttpResponseMessage { RequestMessage = message, Content = new WholeContent([], stated: null) };
        }));

        (await transport.SendAsync(caller.Token)).AssertReply(200);
    }

    [Theory]
    [InlineData(Face.HttpClient, 100, 20_000), InlineData(Face.HttpClient, 20_000, 100)]
    [InlineData(Face.Flurl, 100, 20_000), InlineData(Face.Flurl, 20_000, 100)]
    public async Task The_shorter_time_counts(Face face, int client, int options)
    {
        var http = new HttpClient(new Stub(async (_, allowed) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, allowed);
            return new HttpResponseMessage();
        }))
        { Timeout = TimeSpan.FromMilliseconds(client) };
        var outcome = await face.Over(http, options: new TransportOptions { Timeout = TimeSpan.FromMilliseconds(options) }).SendAsync();
        outcome.AssertUnreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: false);
    }
}
