using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A transport whose own reaction to its cancellation throws.</summary>
public sealed class ThrowingCancellationTests
{
    [Fact]
    public async Task A_transport_whose_cancellation_throws_leaves_nobody_waiting()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource<Either<OAuthError, Token>>();
        TokenExchange exchange = (_, cancellationToken) =>
        {
            cancellationToken.Register(() => throw new InvalidOperationException("mine"));
            asked.SetResult();
            return never.Task;
        };
        var source = TokenSource.Unattended(
            exchange, Bench.App, new Bench().Options with { DisposeTimeout = TimeSpan.Zero });
        var waiting = source.GetTokenAsync();
        await asked.Task;
        await source.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(20)));
    }
}
