using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Files;

/// <summary>A person's login in a folder that processes share. Before every operation on a file, and around every exchange, chance says
/// which of them goes on, and one of them may be killed there.</summary>
internal sealed class SharedFolder : IDisposable
{
    private readonly Interleaving _all;
    private readonly Random _random;
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Bench.Start);
    private readonly InMemoryPodio _podio;
    private readonly System.Collections.Generic.HashSet<Secret> _replaced = []; // Refresh tokens in whose place another one was received.
    private readonly Dictionary<string, int> _holders = [];
    private readonly List<string> _story = [];
    private readonly List<string> _violations = [];
    private readonly FileBug _bug;
    private readonly Mortal _one;
    private int _inFlight;
    private bool _hasSignedOut;

    private SharedFolder(int seed, FileBug bug)
    {
        (_all, _random, _bug) = (new Interleaving(seed), new Random(seed), bug);
        _podio = new InMemoryPodio(SamplePodio.State(Bench.Start), _clock);
        _one = new Mortal("one", _random.Next(3) == 0 ? 0 : _random.Next(1, 60), _story);
    }

    /// <summary>The rules that were broken, and where one was, the story of it.</summary>
    internal static (IReadOnlyList<string> Violations, string Story) Run(int seed, FileBug bug = FileBug.None)
    {
        using var run = new SharedFolder(seed, bug);
        run.Run();
        return (run._violations, string.Join('\n', run._story));
    }

    public void Dispose() => _folder.Dispose();

    private void Run()
    {
        Life(new Mortal("an earlier process", killAt: 0, _story), FileAct.SignIn);
        _clock.Advance(TimeSpan.FromHours(_random.Next(4) == 0 ? 0 : 9));
        foreach (var process in new[] { _one, new("two", killAt: 0, _story), new("three", killAt: 0, _story) })
        {
            var acts = new[] { (FileAct)_random.Next(5), (FileAct)_random.Next(5) };
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
        var files = new FileTokenStore(_folder.Path, new Hurried(_all, _clock), process.Before);
        var store = new FaultyFiles(files, _folder.Path, _bug, process.Before, Hold);
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

    private void Hold(string key, int count)
    {
        if ((_holders[key] = _holders.GetValueOrDefault(key) + count) > 1)
        {
            Violate("two hold one lock");
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
