using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests.Transports;

/// <summary>What the query operators do besides short-circuiting, which <see cref="Queries.QueryTests"/> shows.</summary>
public sealed class TaskEitherExtensionsTests
{
    private const string NullTask = "A step of a query returned a null task.";

    private const string Neither = "A step of a query returned default(Either).";

    private static Task<Either<OAuthError, int>> Ten => Task.FromResult<Either<OAuthError, int>>(10);

    private static Task<Either<OAuthError, int>> Bottom => Task.FromResult<Either<OAuthError, int>>(default);

    private static Task<Either<OAuthError, int>> Null => null!;

    [Fact]
    public async Task A_step_that_is_a_null_task_is_reported()
    {
        await Throws<InvalidOperationException>(NullTask, () => from a in Null select a + 1);
        await Throws<InvalidOperationException>(NullTask, () => from a in Null from b in Ten select a + b);
        await Throws<InvalidOperationException>(NullTask, () => from a in Ten from b in Null select a + b);
        await Throws<InvalidOperationException>(NullTask, () => from a in Pure(10) from b in Null select a + b);
        await Throws<InvalidOperationException>(NullTask, () => from a in Null from b in Pure(10) select a + b);
    }

    [Fact]
    public async Task A_step_that_returns_neither_side_is_reported()
    {
        await Throws<InvalidOperationException>(Neither, () => from a in Bottom select a + 1);
        await Throws<InvalidOperationException>(Neither, () => from a in Bottom from b in Ten select a + b);
        await Throws<InvalidOperationException>(Neither, () => from a in Ten from b in Bottom select a + b);
        await Throws<InvalidOperationException>(Neither, () => from a in Ten from b in default(Either<OAuthError, int>) select a + b);
        await Throws<InvalidOperationException>(Neither, () => from a in default(Either<OAuthError, int>) from b in Ten select a + b);
    }

    [Fact]
    public Task A_where_over_a_pure_step_is_LanguageExts_and_ends_in_neither_side() =>
        Throws<InvalidOperationException>(Neither, () => from a in Pure(10) where a > 99 from b in Ten select a + b);

    [Fact]
    public async Task An_exception_of_a_step_passes_through()
    {
        var bug = new FormatException("a bug");
        Task<Either<OAuthError, int>> Later(int value) => Task.FromException<Either<OAuthError, int>>(bug);
        Task<Either<OAuthError, int>> AtOnce(int value) => throw bug;
        Assert.Same(bug, await Assert.ThrowsAsync<FormatException>(() => from a in Later(1) select a + 1));
        Assert.Same(bug, await Assert.ThrowsAsync<FormatException>(() => from a in Ten from b in Later(a) select a + b));
        Assert.Same(bug, await Assert.ThrowsAsync<FormatException>(() => from a in Ten from b in AtOnce(a) select a + b));
    }

    [Fact]
    public async Task Cancellation_passes_through_and_no_later_step_runs()
    {
        var ran = false;
        Task<Either<OAuthError, int>> Next(int value)
        {
            ran = true;
            return Ten;
        }

        var cancelled = Task.FromCanceled<Either<OAuthError, int>>(new CancellationToken(canceled: true));
        var query = from a in cancelled from b in Next(a) select a + b;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        Assert.True(query.IsCanceled);
        Assert.False(ran);
    }

    [Fact]
    public async Task A_query_over_a_transport_sends_nothing_more_after_an_error()
    {
        var sent = 0;
        Transport podio = (_, _) =>
        {
            sent++;
            return Task.FromResult<Either<OAuthError, HttpReply>>(
                OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true));
        };
        var result = await (
            from first in podio.RequestTokenAsync(Sample.Request)
            from second in podio.RequestTokenAsync(Sample.Request)
            select second);
        Assert.IsType<UnreachableError>(result.Left());
        Assert.Equal(1, sent);
    }

    private static Either<OAuthError, int> Pure(int value) => value;

    private static async Task Throws<TException>(string message, Func<Task> query)
        where TException : Exception => Assert.Equal(message, (await Assert.ThrowsAsync<TException>(query)).Message);
}
