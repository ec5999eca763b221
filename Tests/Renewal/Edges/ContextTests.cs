using System.Diagnostics;
using System.Transactions;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>Nothing of a caller's context goes with a flight or a timer.</summary>
public sealed class ContextTests
{
    private static readonly AsyncLocal<object?> Ambient = new();

    private readonly Bench _bench = Bench.Scripted();

    [Fact]
    public async Task The_store_does_not_join_the_callers_transaction()
    {
        var seen = new List<Transaction?>();
        _bench.Script.BeforeWrite = async () => seen.Add(await Task.FromResult(Transaction.Current));
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await _bench.Person.SignInAsync();
            Assert.NotNull(Transaction.Current);
        }

        Assert.All(seen, Assert.Null);
        Assert.NotEmpty(seen);
    }

    [Fact]
    public async Task The_exchange_does_not_see_the_callers_ambient_values_but_knows_its_activity()
    {
        object? seen = "nothing was sent";
        ActivityContext? caller = null;
        Activity? current = null;
        var exchange = _bench.Exchange;
        await using var source = TokenSource.Unattended(
            (request, cancellationToken) =>
            {
                (seen, caller, current) = (Ambient.Value, FlightContext.Caller, Activity.Current);
                return exchange(request, cancellationToken);
            },
            Bench.App, _bench.Options);
        Ambient.Value = "the caller's";
        using var activity = new Activity("a request of the caller's").Start();
        await source.TokenAsync();
        Assert.Null(seen);
        Assert.Null(current);
        Assert.Equal(activity.Context, caller);
        Assert.Equal("the caller's", Ambient.Value);
    }

    [Fact]
    public async Task The_timer_of_a_warning_does_not_keep_the_callers_context_alive()
    {
        var held = await SignInAsync(_bench.Person);
        for (var time = 0; time < 10 && held.IsAlive; time++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(held.IsAlive);
        Assert.NotNull(_bench.Person.ExpiresAt);
    }

    [Fact]
    public async Task A_caller_whose_flow_is_suppressed_already_is_served_as_well()
    {
        Task<LanguageExt.Either<TokenSourceError, Token>> asking;
        using (ExecutionContext.SuppressFlow())
        {
            asking = _bench.AppSource.GetTokenAsync();
        }

        (await asking).Right();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> SignInAsync(SignedInTokenSource source)
    {
        var big = new object();
        Ambient.Value = big;
        await source.SignInAsync();
        Ambient.Value = null;
        return new WeakReference(big);
    }
}
