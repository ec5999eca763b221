namespace PodioOAuth.Functional;

/// <summary>The automatic consequences of a move, and the end of a run.</summary>
internal sealed partial class Simulation
{
    private const int MostSteps = 10_000;

    private static readonly TimeSpan PatienceBesideTimers = TimeSpan.FromMilliseconds(50);

    private bool HasTickets
    {
        get
        {
            lock (_gate)
            {
                return _tickets.Count > 0;
            }
        }
    }

    // Runs everything that can continue by itself: what was posted, what was canceled, and what is due.
    private void Settle()
    {
        do
        {
            Ticket? canceled;
            while ((canceled = TakeCanceled()) is not null)
            {
                _thread.Complete(canceled.Go);
            }

            Clock.Advance(TimeSpan.Zero, _thread.Complete, hasBegun: () => false);
            _thread.Pump();
            LookAtAnswers();
        }
        while (!_story.IsOver && HasGoneElsewhere());
    }

    private Ticket? TakeCanceled()
    {
        lock (_gate)
        {
            var canceled = _tickets.Find(ticket => ticket.IsCanceled);
            _tickets.Remove(canceled!);
            return canceled;
        }
    }

    // A caller waits, and no step can answer it: its work is on the thread pool, waits for a timer, or is lost.
    private bool HasGoneElsewhere()
    {
        var hasTimers = Clock.NextDue is not null;
        if (!_callers.Any(caller => caller.IsWaiting) || HasTickets || (hasTimers && !_hasLeft))
        {
            return false;
        }

        if (SpinWait.SpinUntil(
            () => HasTickets || !_thread.IsIdle || _callers.Any(caller => caller.IsToBeSeen), hasTimers ? PatienceBesideTimers : _patience))
        {
            return !HasTickets;
        }

        Judge(Life, _ => hasTimers ? null : $"{_callers.First(caller => caller.IsWaiting).Name} waits forever.");
        return false;
    }

    private void LookAtAnswers()
    {
        foreach (var caller in _callers.Where(caller => caller.IsToBeSeen))
        {
            var (what, token) = caller.Look();
            Note($"{caller.Name} gets {what}");
            Judge(Life, ledger => token is not null ? ledger.HandedOut(token, Now)
                : caller.IsCanceledByAnother ? $"{caller.Name} was canceled without having given up."
                : null);
        }
    }

    // Once failures stop, a caller gets a token if there is a login that Podio accepts.
    private void Finish()
    {
        Drain();
        Podio.Fault = null;
        SimulatedCaller? last = null;
        for (var attempt = 0; attempt < 3 && !_story.IsOver && last?.HasToken != true; attempt++)
        {
            Expire();
            last = Ask();
            Settle();
            Drain();
        }

        Judge(Life, ledger => last?.HasToken == false && ledger.IsOwed(Podio)
            ? "A login was lost: Podio accepts it, but there is no token."
            : null);
    }

    private void Expire()
    {
        for (var end = Now + TimeSpan.FromHours(9); Now < end && !_story.IsOver;)
        {
            Advance(end - Now);
            Settle();
            Drain();
        }
    }

    private void Drain()
    {
        for (var step = 0; step < MostSteps && !_story.IsOver; step++)
        {
            if (HasTickets)
            {
                Step(0);
            }
            else if (_callers.Any(caller => caller.IsWaiting) && Clock.NextDue is { } due)
            {
                Advance(due - Now);
            }
            else
            {
                return;
            }

            Settle();
        }

        if (_callers.Find(caller => caller.IsWaiting) is { } stuck)
        {
            Judge(Life, _ => $"{stuck.Name} waits forever.");
        }
    }
}
