using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>Runs a schedule in virtual time, and looks after every act whether a rule was broken.</summary>
internal sealed class Simulation
{
    private readonly World _world = new();
    private readonly Func<World, Subject> _begin;
    private readonly Judge _judge;
    private readonly Elsewhere _elsewhere;
    private readonly List<Caller> _callers = [];
    private readonly List<Secret> _codes = [];
    private Task _ending = Task.CompletedTask;
    private Subject _subject;
    private Token? _last;
    private int _names;

    private Simulation(Func<World, Subject> begin)
    {
        (_begin, _subject) = (begin, begin(_world));
        (_judge, _elsewhere) = (new Judge(_world, isApp: _subject.Person is null), new Elsewhere(_world));
    }

    /// <summary>The rules that were broken, and where one was, the story of it.</summary>
    internal static (IReadOnlyList<string> Violations, string Timeline) Run(IEnumerable<Operation> schedule, Func<World, Subject> begin)
    {
        // What is awaited goes on at once and on this thread, which a runner's context would not have.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var simulation = new Simulation(begin);
            foreach (var operation in schedule)
            {
                simulation.Do(operation);
                simulation.WaitForTheEnd();
                simulation.Observe();
            }

            simulation.Finish();
            return (simulation._world.Violations, simulation._world.Violations.Count == 0 ? "" : simulation._world.Timeline);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Do(Operation operation)
    {
        switch (operation.Act)
        {
            case Act.Step:
                _world.Step(operation.Choice);
                break;
            case Act.Call:
                Ask("caller", "asks", _subject.GetToken, _judge.OfToken);
                break;
            case Act.Cancel when _callers.Count > 0:
                Cancel(_callers[operation.Choice % _callers.Count]);
                break;
            case Act.Refuse when _last is not null:
                _world.Note("a call is refused");
                _subject.ReportRejected(_last.AccessToken);
                _world.Ledger.Doubt();
                break;
            case Act.Crash when _ending.IsCompleted: // What ends in a dead process would seem to wait by the clock.
                _world.Crash();
                _callers.Clear(); // They died with the process.
                _last = null;
                _subject = _begin(_world);
                break;
            case Act.Dispose when _subject.End is { } end && _ending.IsCompleted && !_world.Ledger.IsEvicted:
                _world.End();
                _callers.ForEach(caller => caller.IsOfEnded = true);
                _ending = end();
                _subject = _begin(_world);
                break;
            case Act.Evict when !_ending.IsCompleted:
                break; // What ends may have the login, and what begins has it not.
            case Act.RenewElsewhere when _subject.Key is { } stored:
                _elsewhere.Renew(stored.ToString(), _subject.Proof);
                break;
            case Act.SignIn when _subject.Person is { } person:
                var (code, kind) = _elsewhere.Code(operation.Choice);
                _codes.Add(code);
                Ask(
                    "person", $"signs in with {kind}", token => person.SignIn(code, token),
                    (who, answer) => _judge.OfSignIn(code, who, answer));
                break;
            case Act.Redeliver when _subject.Person is { } person && _codes.Count > 0:
                var again = _codes[^(1 + (operation.Choice % Math.Min(_codes.Count, 4)))];
                Ask("person", "delivers a code again", token => person.SignIn(again, token), _judge.OfRedelivery);
                break;
            case Act.Forget when _subject.Person is not null && _subject.Key is { } key:
                _world.Ledger.SigningOut();
                Ask("another process", "forgets the login", token => ForgetAsync(key, token), _judge.OfSignOut);
                break;
            case Act.Restore when _subject.Person is { } person && _elsewhere.Login(operation.Choice) is { } login:
                _world.Ledger.Restoring(login);
                Ask("person", "restores a login", token => person.Restore(login, token), _judge.OfRestore);
                break;
            case Act.SignOut when _subject.Person is { } person:
                _world.Ledger.SigningOut();
                Ask("person", "signs out", person.SignOut, _judge.OfSignOut);
                break;
            default:
                Surroundings.Do(operation, _world);
                break;
        }
    }

    private async Task<Either<TokenSourceError, Token>> ForgetAsync(LoginKey key, CancellationToken cancellationToken) =>
        (await _world.Store.ForgetAsync(key, timeProvider: _world.Clock, cancellationToken: cancellationToken)).Match(
            Right: _ => TokenSourceError.SignInAgain(SignInReason.NoLogin), Left: error => error);

    private Caller Ask(
        string who,
        string what,
        Func<CancellationToken, Task<Either<TokenSourceError, Token>>> begin,
        Func<Caller, Either<TokenSourceError, Token>, Token?> look)
    {
        var caller = new Caller($"{who} {++_names}", begin, since: _world.BusySince, look);
        _world.Note($"{caller.Name} {what}");
        _callers.Add(caller);
        caller.Ask();
        return caller;
    }

    private void Cancel(Caller caller)
    {
        if (!caller.Answer.IsCompleted)
        {
            _world.Note($"{caller.Name} gives up");
            caller.GiveUp();
        }
    }

    // Every answer is looked at in the instant in which it came.
    private void Observe()
    {
        foreach (var caller in _callers.Where(caller => caller is { IsSeen: false, Answer.IsCompleted: true }))
        {
            caller.IsSeen = true;
            if (caller.Answer.IsCompletedSuccessfully)
            {
                _last = caller.Look() ?? _last;
            }
            else if (!caller.IsGone && !(caller.IsOfEnded && caller.Answer.Exception?.InnerException is ObjectDisposedException))
            {
                _world.Violate($"{caller.Name} was cancelled by another: {caller.Answer.Exception?.InnerException?.GetType().Name}");
            }
        }
    }

    // Everybody who waits is answered once all that is under way has ended; and a login that lives gives a token once nothing is in the
    // way.
    private void Finish()
    {
        Drain();
        _world.Note("nothing goes wrong any more, and all tokens have expired");
        _world.Store.Heal();
        _world.Podio.Update(state => state.Disarm());
        _world.Advance(_world.Instants.Max() + TimeSpan.FromHours(9) - _world.Now); // Past every hold, set back or not.
        Caller? last = null;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            last = Ask("caller", "asks", _subject.GetToken, _judge.OfToken);
            Drain();
            _world.Advance(TimeSpan.FromMinutes(1));
        }

        if (last!.Answer.IsCompletedSuccessfully)
        {
            _judge.LookAtLast(last.Answer.Result);
        }
    }

    // A source that ends waits by the clock for what is under way. Where no timer runs it has begun something on the pool, which ends.
    private void WaitForTheEnd()
    {
        if (!SpinWait.SpinUntil(() => _ending.IsCompleted || _world.Clock.IsArmed, TimeSpan.FromSeconds(30)))
        {
            _world.Violate("the end of a source hangs");
        }
    }

    private void Drain()
    {
        for (var step = 0; step < 10_000 && !_world.IsIdle; step++)
        {
            _world.Step(0);
            WaitForTheEnd();
            Observe();
        }

        Observe();
        if (!_ending.IsCompleted)
        {
            _world.Violate("a source does not end");
        }

        foreach (var caller in _callers.Where(caller => !caller.Answer.IsCompleted))
        {
            _world.Violate($"{caller.Name} hangs");
        }
    }
}
