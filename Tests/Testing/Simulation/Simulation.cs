using System.Globalization;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>One run of a schedule.</summary>
internal sealed partial class Simulation
{
    private static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan[] Spans =
    [
        TimeSpan.FromHours(8), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(6), TimeSpan.FromHours(1), TimeSpan.FromHours(7.9),
        TimeSpan.FromDays(1),
    ];

    private readonly object _gate = new();
    private readonly Func<SimulatedWorld, TokenProvider> _create;
    private readonly TimeSpan _patience;
    private readonly VirtualThread _thread = new();
    private readonly SimulatedLedger _ledger;
    private readonly List<Ticket> _tickets = [];
    private readonly List<SimulatedCaller> _callers = [];
    private readonly Story _story = new();
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private TokenProvider? _provider;
    private bool _hasLeft; // Whether any of the code has moved to the thread pool.

    private Simulation(Func<SimulatedWorld, TokenProvider> create, TimeSpan patience)
    {
        (_create, _patience) = (create, patience);
        Podio = new SimulatedPodio(Start);
        _ledger = new SimulatedLedger(Podio.FirstLogin);
    }

    internal VirtualClock Clock { get; } = new(Start);

    internal SimulatedPodio Podio { get; }

    internal Stored Stored { get; } = new();

    /// <summary>The number of the current process lifetime. What an earlier one waits for never arrives.</summary>
    internal int Life { get; private set; }

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Returns the story of the broken rule, or null.</summary>
    /// <param name="schedule">The moves.</param>
    /// <param name="create">Creates the code under test.</param>
    /// <param name="patience">How long, in real time, to wait for work on the thread pool.</param>
    internal static Story? Run(IEnumerable<Move> schedule, Func<SimulatedWorld, TokenProvider> create, TimeSpan patience)
    {
        var context = SynchronizationContext.Current;
        var simulation = new Simulation(create, patience);
        try
        {
            simulation.Begin();
            foreach (var move in schedule.TakeWhile(_ => !simulation._story.IsOver))
            {
                simulation.Do(move);
                simulation.Settle();
            }

            simulation.Finish();
            return simulation._story.IsOver ? simulation._story : null;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
            simulation._callers.ForEach(caller => caller.Dispose());
        }
    }

    /// <summary>Waits until the schedule continues this step.</summary>
    internal async Task WaitAsync(int life, string name, CancellationToken cancellationToken)
    {
        var ticket = new Ticket(name, cancellationToken);
        lock (_gate)
        {
            _hasLeft |= Environment.CurrentManagedThreadId != _threadId;
            if (life == Life)
            {
                _tickets.Add(ticket);
            }
        }

        await ticket.Task.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Judges what a process lifetime does on the wire. What a crashed process does is ignored.</summary>
    internal void Judge(int life, Func<SimulatedLedger, string?> look)
    {
        lock (_gate)
        {
            if (life == Life)
            {
                _story.Break(Now - Start, look(_ledger));
            }
        }
    }

    private void Note(string what)
    {
        lock (_gate)
        {
            _story.Note(Now - Start, what);
        }
    }

    private void Begin() => _thread.Run(() => _provider = _create(new SimulatedWorld(this)));

    private void Do(Move move)
    {
        switch (move.Kind)
        {
            case MoveKind.Step:
                Step(move.Choice);
                break;
            case MoveKind.Ask:
                Ask();
                break;
            case MoveKind.GiveUp when _callers.Where(caller => caller.IsWaiting).ToList() is { Count: > 0 } waiting:
                var caller = waiting[move.Choice % waiting.Count];
                Note($"{caller.Name} gives up");
                _thread.Complete(caller.GiveUp);
                break;
            case MoveKind.Advance:
                Advance(HasTickets ? LongestStep : Spans[move.Choice % Spans.Length]);
                break;
            case MoveKind.Fail:
                Podio.Fault = (SimulatedFault)(move.Choice % Enum.GetValues<SimulatedFault>().Length);
                break;
            case MoveKind.Crash:
                Crash();
                break;
        }
    }

    private void Step(int choice)
    {
        Ticket? ticket = null;
        lock (_gate)
        {
            if (_tickets.Count > 0)
            {
                ticket = _tickets[choice % _tickets.Count];
                _tickets.Remove(ticket);
                _story.Note(Now - Start, ticket.IsCanceled ? $"{ticket.Name}: canceled" : ticket.Name);
            }
        }

        if (ticket is not null)
        {
            _thread.Complete(ticket.Go);
        }
    }

    private SimulatedCaller Ask()
    {
        var caller = new SimulatedCaller(_callers.Count + 1);
        Note($"{caller.Name} requests a token");
        _callers.Add(caller);
        _thread.Run(() => caller.Ask(_provider!));
        return caller;
    }

    // What a timer starts continues before more time passes: no request takes hours.
    private void Advance(TimeSpan span)
    {
        var (before, wasIdle) = (Now, !HasTickets);
        Clock.Advance(span, _thread.Complete, hasBegun: () => wasIdle && HasTickets);
        var passed = Now - before;
        Note($"{(passed.TotalHours >= 1 ? Of(passed.TotalHours, "hour") : Of(passed.TotalMinutes, "minute"))} later");
    }

    private static string Of(double count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:0.#} {unit}{(count == 1 ? "" : "s")}");

    private void Crash()
    {
        Note("the process crashes and restarts");
        lock (_gate)
        {
            Life++;
            _tickets.Clear();
            _ledger.Crash();
        }

        Clock.Forget();
        Stored.Crash();
        _thread.Forget();
        _callers.ForEach(caller => caller.IsDead = true);
        Begin();
    }
}
