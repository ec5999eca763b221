using LanguageExt;
using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>A transport that never gives its task is seen through, after the time that a law may take.</summary>
public sealed class BlockedTransportTests
{
    [Fact]
    public async Task A_transport_that_never_returns_its_task_breaks_the_law_rather_than_blocking_the_suite()
    {
        using var never = new ManualResetEventSlim();
        var clock = new FakeTimeProvider();
        var checking = TransportContract.Laws[0].CheckAsync(
            _ => (_, _) =>
            {
                never.Wait(CancellationToken.None); // It hears no cancellation either.
                return Task.FromResult<Either<OAuthError, HttpReply>>(OAuthError.Unreachable(UnreachableReason.Other, false));
            },
            clock);
        clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(checking.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        var outcome = await checking;
        never.Set();
        Assert.False(outcome.Holds);
        Assert.Contains("30 seconds", outcome.Explanation, StringComparison.Ordinal);
    }
}
