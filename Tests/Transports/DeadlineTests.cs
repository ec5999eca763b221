namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>A transport uses the deadline of one exchange for the next: neither may notice.</summary>
public sealed class DeadlineTests
{
    // Try after try: on a busy machine the shortest may pass before an exchange that answers at once has come to its answer.
    private static readonly IReadOnlyList<TimeSpan> Times = [.. new[] { 0.25, 1, 4, 16 }.Select(TimeSpan.FromSeconds)];

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task The_caller_of_an_earlier_exchange_does_not_cancel_a_later_one(Face face)
    {
        using var earlier = new CancellationTokenSource();
        var exchanges = 0;
        using var handler = new Stub((_, allowed) =>
        {
            if (++exchanges == 2)
            {
                earlier.Cancel();
                allowed.ThrowIfCancellationRequested();
            }

            return Task.FromResult(new HttpResponseMessage());
        });
        var transport = face.Over(handler);

        (await transport.SendAsync(earlier.Token)).AssertReply(200);
        (await transport.SendAsync()).AssertReply(200);
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task An_exchange_that_was_cancelled_leaves_the_next_its_own_time(Face face)
    {
        using var caller = new CancellationTokenSource();
        using var handler = new Stub(async (_, allowed) =>
        {
            if (!caller.IsCancellationRequested)
            {
                await caller.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, allowed);
            }

            allowed.ThrowIfCancellationRequested();
            return new HttpResponseMessage();
        });
        var transport = face.Over(handler);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(caller.Token));
        (await transport.SendAsync()).AssertReply(200);
    }

    [Theory]
    [InlineData(Face.HttpClient, 1), InlineData(Face.HttpClient, 2)]
    [InlineData(Face.Flurl, 1), InlineData(Face.Flurl, 2)]
    public Task An_exchange_that_runs_out_of_time_leaves_the_others_their_own(Face face, int slow) => InTimeAsync(async time =>
    {
        var exchanges = 0;
        using var handler = new Stub(async (_, allowed) =>
        {
            await (++exchanges == slow ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, allowed) : Task.CompletedTask);
            allowed.ThrowIfCancellationRequested();
            return new HttpResponseMessage();
        });
        var transport = face.Over(handler, options: new TransportOptions { Timeout = time });
        for (var exchange = 1; exchange <= 2; exchange++)
        {
            var outcome = await transport.SendAsync();
            if (exchange == slow)
            {
                outcome.AssertUnreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: false);
            }
            else
            {
                outcome.AssertReply(200);
            }
        }
    });

    // What is wrong fails with every time; what a busy machine held up, not with the last.
    private static async Task InTimeAsync(Func<TimeSpan, Task> check)
    {
        foreach (var time in Times.SkipLast(1))
        {
            if (await Record.ExceptionAsync(() => check(time)) is null)
            {
                return;
            }
        }

        await check(Times[^1]);
    }
}
