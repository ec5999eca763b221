using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests.Transports;

/// <summary>Nothing waits for the caller's synchronization context, so that a thread which has one (a window's, say) may block on
/// the outcome.</summary>
public sealed class ContextTests
{
    private static Either<OAuthError, int> One => 1;

    private static Task<Either<OAuthError, int>> Done => Task.FromResult(One);

    [Fact]
    public async Task No_step_of_a_query_returns_to_the_synchronization_context()
    {
        await AssertUnused<Either<OAuthError, int>>(One, later => from a in later select a);
        await AssertUnused<Either<OAuthError, int>>(One, later => from a in later from b in Done select a + b);
        await AssertUnused<Either<OAuthError, int>>(One, later => from a in Done from b in later select a + b);
        await AssertUnused<Either<OAuthError, int>>(One, later => from a in later from b in One select a + b);
        await AssertUnused<Either<OAuthError, int>>(One, later => from a in One from b in later select a + b);
    }

    [Fact]
    public async Task No_request_returns_to_the_synchronization_context()
    {
        Either<OAuthError, HttpReply> reply = new HttpReply(200, "application/json", """{"access_token":"a"}"""u8.ToArray());
        await AssertUnused(reply, later => ((Transport)((_, _) => later)).RequestTokenAsync(Sample.Request));
        await AssertUnused(reply, later => ((Transport)((_, _) => later)).RequestTokenAff(Sample.Request).Run().AsTask());
    }

    // Asks within a context; the answer comes while nobody serves it.
    private static async Task AssertUnused<T>(T answer, Func<Task<T>, Task> ask)
    {
        var (context, before) = (new CountingContext(), SynchronizationContext.Current);
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        SynchronizationContext.SetSynchronizationContext(context);
        Task asked;
        try
        {
            asked = ask(source.Task);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Assert.False(asked.IsCompleted);
        source.SetResult(answer);
        await asked;
        Assert.Equal(0, context.Posts);
    }

    private sealed class CountingContext : SynchronizationContext
    {
        internal int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Posts++;
            base.Post(d, state);
        }
    }
}
