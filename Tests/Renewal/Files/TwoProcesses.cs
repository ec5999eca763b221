using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Files;

/// <summary>A person's login in a folder that two processes share. Before every operation on a file, and around every exchange, chance says
/// which of them goes on, and one of them may be killed there.</summary>
internal sealed class TwoProcesses : IDisposable
{
    private readonly Interleaving _all;
    private readonly Random _random;
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Bench.Start);
    private readonly InMemoryPodio _podio;
    private readonly System.Collections.Generic.HashSet<Secret> _replaced = []; // Refresh tokens in whose place another one was received.
    private readonly List<string> _story = [];
    private readonly List<string> _violations = [];
    private readonly FileBug _bug;
    private readonly Mortal _one;
    private int _inFlight;
    private bool _hasSignedOut;

    private TwoProcesses(int seed, FileBug bug)
    {
        (_all, _random, _bug) = (new Interleaving(seed), new Random(seed), bug);
        _podio = new InMemoryPodio(SamplePodio.State(Bench.Start), _clock);
        _one = new Mortal("one", _random.Next(2) == 0 ? 0 : _random.Next(1, 60), _story);
    }

    /// <summary>The rules that were broken, and where one was, the story of it.</summary>
    internal static (IReadOnlyList<string> Violations, string Story) Run(int seed, FileBug bug = FileBug.None)
    {
        using var run = new TwoProcesses(seed, bug);
        run.Run();
        return (run._violations, string.Join('\n', run._story));
    }

    public void Dispose() => _folder.Dispose();

    private void Run()
    {
        Life(new Mortal("an earlier process", killAt: 0, _story), FileAct.SignIn);
        _clock.Advance(TimeSpan.FromHours(_random.Next(4) == 0 ? 0 : 9));
        foreach (var process in new[] { _one, new("two", killAt: 0, _story) })
        {
            var acts = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => (FileAct)_random.Next(5)).ToArray();
            _all.Start(() => Life(process, acts));
        }

        _all.Run();
        if (!_one.IsDead && _folder.Names.FirstOrDefault(name => !name.EndsWith(".json", StringComparison.Ordinal)) is { } left)
        {
            Violate($"{left} is left");
        }

        _clock.Advance(TimeSpan.FromHours(9));
        Life(new Mortal("a later process", killAt: 0, _story), FileAct.Call);
    }

    private void Life(Mortal process, params FileAct[] acts)
    {
        ITokenStore store = new FileTokenStore(_folder.Path, new Hurried(_all, _clock), process.Before);
        store = _bug == FileBug.None ? store : new FaultyFiles(store, _folder.Path, _bug, process.Before);
        var source = TokenSource.SignedIn(
            (request, _) => AskAsync(process, request), SamplePodio.Client, "jane",
            options: new() { TimeProvider = _clock, JitterShare = 0, Store = store, Launch = flight => flight() });
        foreach (var act in acts)
        {
            _story.Add($"{process.Name} begins: {act}");
            _hasSignedOut |= act == FileAct.SignOut;
            var answer = Interleaving.ResultOf(DoAsync(source, act));
            if (process.IsDead)
            {
                return; // Nobody hears of it.
            }

            _story.Add($"{process.Name} is told: {answer}");
            LookAt(act, answer.MatchUnsafe<TokenSourceError?>(Right: _ => null, Left: error => error));
        }
    }

    private async Task<Either<TokenSourceError, Token>> DoAsync(SignedInTokenSource source, FileAct act) => act switch
    {
        FileAct.SignIn => await source.SignInAsync(NewCode(), SamplePodio.RedirectUri),
        FileAct.Renew => await source.RenewAsync(),
        FileAct.SignOut => await source.SignOutAsync(),
        _ => await source.GetTokenAsync(),
    };

    private Secret NewCode() => _podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);

    private Task<Either<OAuthError, Token>> AskAsync(Mortal process, TokenRequest request)
    {
        process.Before("send", "a request");
        if (++_inFlight > 1)
        {
            Violate("two exchanges in flight");
        }

        if (!_one.IsDead && request.Grant is RefreshTokenGrant sent && _replaced.Contains(sent.RefreshToken)) // Else nobody may know of it.
        {
            Violate("a refresh token sent again after another one came for it");
        }

        try
        {
            Interleaving.Point();
            var answer = _podio.Transport.RequestTokenAsync(request).Result;
            process.Before("receive", "a reply");
            answer.IfRight(got => Replace(request.Grant, got));
            return Task.FromResult(answer);
        }
        finally
        {
            _inFlight--;
        }
    }

    private void Replace(Grant grant, Token got)
    {
        if (grant is RefreshTokenGrant spent && got.RefreshToken != spent.RefreshToken)
        {
            _replaced.Add(spent.RefreshToken);
        }
    }

    // No file is in anybody's way, and who is told to sign in again has to.
    private void LookAt(FileAct act, TokenSourceError? error)
    {
        var isRight = error switch
        {
            null => act != FileAct.SignOut,
            SignInAgainError { Reason: SignInReason.NoLogin } => act == FileAct.SignOut || (_hasSignedOut && act != FileAct.SignIn),
            UndecidedError => _one.IsDead && act != FileAct.SignIn,
            _ => false,
        };
        if (!isRight)
        {
            Violate($"{act} was answered with {error?.ToString() ?? "a token"}");
        }
    }

    private void Violate(string rule)
    {
        _story.Add("VIOLATION " + rule);
        _violations.Add(rule);
    }
}

/// <summary>What a process does.</summary>
internal enum FileAct
{
    Call,
    CallAgain,
    Renew,
    SignIn,
    SignOut,
}

/// <summary>A process that may be killed before one of its operations: it does none from then on, and the system frees its locks.</summary>
/// <param name="name">What to call it.</param>
/// <param name="killAt">Before which operation it is killed; 0 for none.</param>
/// <param name="story">Where it is told what was done.</param>
internal sealed class Mortal(string name, int killAt, List<string> story)
{
    private int _operations;

    internal string Name => name;

    internal bool IsDead { get; private set; }

    internal void Before(string operation, string file)
    {
        Interleaving.Point();
        if (!IsDead)
        {
            IsDead = ++_operations == killAt;
            story.Add($"{name} {(IsDead ? "is killed before it would" : "does")} {operation} {Path.GetExtension(file)}");
        }

        if (IsDead)
        {
            throw new InvalidOperationException("It is dead."); // No failure of a disk, which would be dealt with.
        }
    }
}

/// <summary>A clock by which the wait for a lock is over as soon as chance lets whoever waits go on, and takes no time.</summary>
internal sealed class Hurried(Interleaving all, TimeProvider clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        all.Start(() => callback(state));
        return clock.CreateTimer(_ => { }, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
