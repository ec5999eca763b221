using LanguageExt;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>A transport that never gives its task is seen through, after the time that a law may take.</summary>
public sealed class BlockedTransportTests
{
    [Fact]
    public async Task A_transport_that_never_gives_its_task_breaks_the_law_rather_than_stop_the_suite()
    {
        using var never = new ManualResetEventSlim();
        var outcome = await TransportContract.Laws[0].CheckAsync(_ => (_, _) =>
        {
            never.Wait(CancellationToken.None); // It hears no cancellation either.
            return Task.FromResult<Either<OAuthError, HttpReply>>(OAuthError.Unreachable(UnreachableReason.Other, false));
        });
        never.Set();
        Assert.False(outcome.Holds);
        Assert.Contains("30 seconds", outcome.Explanation, StringComparison.Ordinal);
    }
}
