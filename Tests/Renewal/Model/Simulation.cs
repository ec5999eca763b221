using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>What a schedule is run against: a way to get a token, a way to report a refused one, over one life of a process.</summary>
/// <param name="GetToken">Gets a token.</param>
/// <param name="ReportRefused">Reports a token that Podio refused.</param>
internal sealed record Subject(Func<CancellationToken, Task<Either<TokenSourceError, Token>>> GetToken, Action<Secret> ReportRefused);

/// <summary>Runs a schedule in virtual time, and looks after every act whether a rule was broken.</summary>
internal sealed class Simulation
{
    private readonly World _world = new();
    private readonly Func<World, Subject> _begin;
    private readonly List<Caller> _callers = [];
    private Subject _subject;
    private Token? _last;

    private Simulation(Func<World, Subject> begin) => (_begin, _subject) = (begin, begin(_world));

    /// <summary>The rules that were broken, and the story of it.</summary>
    internal static (IReadOnlyList<string> Violations, string Timeline) Run(IEnumerable<Operation> schedule, Func<World, Subject> begin)
    {
        var simulation = new Simulation(begin);
        foreach (var operation in schedule)
        {
            simulation.Do(operation);
            simulation.Observe();
        }

        simulation.Finish();
        return (simulation._world.Violations, simulation._world.Timeline);
    }

    private void Do(Operation operation)
    {
        switch (operation.Act)
        {
            case Act.Step:
                _world.Step(operation.Choice);
                break;
            case Act.Call:
                Call();
                break;
            case Act.Cancel when _callers.Count > 0:
                Cancel(_callers[operation.Choice % _callers.Count]);
                break;
            case Act.Advance:
                Advance(operation.Choice);
                break;
            case Act.Refuse when _last is not null:
                _world.Note("a call is refused");
                _subject.ReportRefused(_last.AccessToken);
                break;
            case Act.Revoke:
                _world.Note("Podio ends every grant");
                _world.Podio.Update(state => state.RevokeAll());
                break;
            case Act.Arm:
                Arm(operation.Choice);
                break;
            case Act.FailWrite:
                _world.FailingWrites++;
                break;
            case Act.Crash:
                _world.Crash();
                _callers.Clear(); // They died with the process.
                _last = null;
                _subject = _begin(_world);
                break;
        }
    }

    private void Call()
    {
        var cancellation = new CancellationTokenSource();
        var name = $"caller {_callers.Count + 1}";
        _world.Note($"{name} asks");
        _callers.Add(new Caller(name, cancellation, _subject.GetToken(cancellation.Token)));
    }

    private void Cancel(Caller caller)
    {
        if (!caller.Answer.IsCompleted)
        {
            _world.Note($"{caller.Name} gives up");
            caller.IsGone = true;
            caller.Cancellation.Cancel();
        }
    }

    private void Advance(int choice)
    {
        TimeSpan[] spans =
        [
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(31), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(6), TimeSpan.FromHours(1),
            TimeSpan.FromHours(7.9), TimeSpan.FromHours(8), TimeSpan.FromDays(1),
        ];
        var span = spans[choice % spans.Length];
        _world.Note($"{span} pass");
        _world.Clock.Advance(span);
    }

    private void Arm(int choice)
    {
        Fault[] faults =
        [
            Fault.DropReply, Fault.Refuse, Fault.Unavailable(), Fault.RateLimit(TimeSpan.FromSeconds(300)), Fault.RateLimit(wait: null),
            Fault.Cut(CutPoint.InsideBody, isCarriedOut: true), Fault.Cut(CutPoint.BeforeHeaders),
        ];
        var fault = faults[choice % faults.Length];
        _world.Note($"armed: {fault}");
        _world.Podio.Update(state => state.Arm(fault));
    }

    // Every answer is looked at in the instant in which it came.
    private void Observe()
    {
        foreach (var caller in _callers.Where(caller => caller is { IsSeen: false, Answer.IsCompleted: true }))
        {
            caller.IsSeen = true;
            if (!caller.Answer.IsCompletedSuccessfully)
            {
                if (!caller.IsGone)
                {
                    _world.Violate($"{caller.Name} was cancelled by another: {caller.Answer.Exception?.InnerException?.GetType().Name}");
                }

                continue;
            }

            _last = caller.Answer.Result.MatchUnsafe<Token?>(
                Right: token =>
                {
                    _world.Note($"{caller.Name} gets a token");
                    if (!_world.HasSaved(token.AccessToken))
                    {
                        _world.Violate("a token was handed out before it was saved");
                    }

                    if (IsKnownExpired(token))
                    {
                        _world.Violate("a token known to have expired was handed out");
                    }

                    return token;
                },
                Left: error =>
                {
                    _world.Note($"{caller.Name} gets {error.GetType().Name}");
                    if (error is SignInAgainError or UndecidedError)
                    {
                        _world.Violate("an app was told to sign in again");
                    }

                    return _last;
                });
        }
    }

    // Podio's own memory is the judge of lifetimes: revoked is not known, expired is.
    private bool IsKnownExpired(Token token) => _world.ExpiryOf(token.AccessToken) <= _world.Now;

    // Everybody who waits is answered once all that is under way has ended.
    private void Finish()
    {
        for (var step = 0; step < 10_000 && !_world.IsIdle; step++)
        {
            _world.Step(0);
            Observe();
        }

        Observe();
        foreach (var caller in _callers.Where(caller => !caller.Answer.IsCompleted))
        {
            _world.Violate($"{caller.Name} hangs");
        }
    }

    private sealed class Caller(string name, CancellationTokenSource cancellation, Task<Either<TokenSourceError, Token>> answer)
    {
        internal string Name => name;

        internal CancellationTokenSource Cancellation => cancellation;

        internal Task<Either<TokenSourceError, Token>> Answer => answer;

        internal bool IsGone { get; set; }

        internal bool IsSeen { get; set; }
    }
}
