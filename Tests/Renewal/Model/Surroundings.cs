using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>The acts that come upon a source from outside: time, and what goes wrong.</summary>
internal static class Surroundings
{
    private static readonly TimeSpan[] Forward =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(31), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(6), TimeSpan.FromHours(1),
        TimeSpan.FromHours(7.9), TimeSpan.FromHours(8), TimeSpan.FromDays(1),
    ];

    private static readonly TimeSpan[] Back =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(6), TimeSpan.FromHours(1), TimeSpan.FromHours(9),
        TimeSpan.FromDays(2),
    ];

    private static readonly Fault[] Faults =
    [
        Fault.DropReply, Fault.Refuse, Fault.Unavailable(), Fault.RateLimit(TimeSpan.FromSeconds(300)), Fault.RateLimit(wait: null),
        Fault.Cut(CutPoint.InsideBody, isCarriedOut: true), Fault.Cut(CutPoint.BeforeHeaders),
        Fault.Unavailable(retryAfter: TimeSpan.FromSeconds(120)), Fault.Reject("invalid_client"), Fault.Reject("invalid_grant"),
    ];

    /// <summary>Which of the faults do not end a refresh token: a pause comes after them.</summary>
    internal static int[] Pausing { get; } =
        [.. Enumerable.Range(0, Faults.Length).Where(one => Faults[one] is RefuseFault or UnavailableFault or RateLimitFault
            or RejectFault { Error: "invalid_client" })];

    internal static void Do(Operation operation, World world)
    {
        switch (operation.Act)
        {
            case Act.Advance:
                var span = Forward[operation.Choice % Forward.Length];
                world.Note($"{span} pass");
                world.Advance(span);
                break;
            case Act.SetBack:
                var back = Back[operation.Choice % Back.Length];
                world.Note($"the clock is set back by {back}");
                world.SetBack(back);
                world.Ledger.Doubt();
                break;
            case Act.Sleep:
                var asleep = Forward[operation.Choice % Forward.Length];
                world.Note($"the machine sleeps for {asleep}");
                world.SetBack(-asleep);
                break;
            case Act.CancelWrite:
                world.Store.CanceledWrites++;
                break;
            case Act.Evict:
                world.Store.Evict();
                break;
            case Act.Revoke:
                world.Note("Podio ends every grant");
                world.Podio.Update(state => state.RevokeAll());
                break;
            case Act.Arm:
                var fault = Faults[operation.Choice % Faults.Length];
                world.Note($"armed: {fault}");
                world.Podio.Update(state => state.Arm(fault));
                break;
            case Act.FailWrite:
                world.Store.FailingWrites++;
                break;
            case Act.FailRead:
                world.Store.FailingReads++;
                break;
            case Act.FailLock:
                world.Store.FailingLocks++;
                break;
        }
    }
}
