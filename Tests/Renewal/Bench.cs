using System.Collections.Concurrent;
using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>An in-memory Podio, a clock that the test moves, and a count of the exchanges that were made.</summary>
internal sealed class Bench
{
    internal static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    internal static readonly TokenSourceError NoLogin = TokenSourceError.SignInAgain(SignInReason.NoLogin);

    internal static readonly TokenRequest App = new(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

    private readonly ConcurrentQueue<RenewalEvent> _events = new(); // Flights tell of them while a test looks.
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _exchanges;

    internal Bench()
    {
        Clock = new FakeTimeProvider(Start);
        Podio = new InMemoryPodio(SamplePodio.State(Start), Clock);
        var podio = Podio.Transport.ToTokenExchange();
        Exchange = async (request, cancellationToken) =>
        {
            Interlocked.Increment(ref _exchanges);
            await _gate.Task.WaitAsync(cancellationToken);
            return await podio(request, cancellationToken);
        };
        Release();
    }

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal TokenExchange Exchange { get; }

    internal int Exchanges => Volatile.Read(ref _exchanges);

    internal ITokenStore Store { get; init; } = new InMemoryTokenStore();

    internal ScriptedStore Script => (ScriptedStore)Store;

    /// <summary>One whose store a test may direct.</summary>
    internal static Bench Scripted() => new() { Store = new ScriptedStore() };

    internal IReadOnlyList<RenewalEvent> Events => [.. _events];

    internal TokenSourceOptions Options => new() { TimeProvider = Clock, JitterShare = 0, Store = Store, Observer = _events.Enqueue };

    /// <summary>A source of the app, the same one each time.</summary>
    internal TokenSource AppSource => field ??= OfApp();

    /// <summary>A source of the person, the same one each time.</summary>
    internal SignedInTokenSource Person => field ??= OfPerson();

    internal TokenSource OfApp(TokenSourceOptions? options = null) => TokenSource.Unattended(Exchange, App, options ?? Options);

    internal SignedInTokenSource OfPerson(string name = "jane", TokenSourceOptions? options = null) =>
        TokenSource.SignedIn(Exchange, SamplePodio.Client, name, options: options ?? Options);

    /// <summary>What another process with the same store has.</summary>
    internal async Task<Either<TokenSourceError, Token>> AppElsewhereAsync()
    {
        await using var source = OfApp();
        return await source.GetTokenAsync();
    }

    /// <summary>What another process with the same store has.</summary>
    internal async Task<Either<TokenSourceError, Token>> PersonElsewhereAsync()
    {
        await using var source = OfPerson();
        return await source.GetTokenAsync();
    }

    internal Secret NewCode(string? redirectUri = null) =>
        Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, redirectUri ?? SamplePodio.RedirectUri);

    internal void Arm(params IEnumerable<Fault> faults) =>
        Podio.Update(state => faults.Aggregate(state, (armed, fault) => armed.Arm(fault)));

    internal void Advance(TimeSpan time) => Clock.Advance(time);

    /// <summary>Has exchanges wait until they are released.</summary>
    internal void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void Release() => _gate.SetResult();

    internal Task UntilExchangesAsync(int count) => UntilAsync(() => Exchanges >= count);

    internal static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }
}

internal static class BenchExtensions
{
    /// <summary>The token that a source has.</summary>
    internal static async Task<Token> TokenAsync(this TokenSource source) => (await source.GetTokenAsync()).Right();

    /// <summary>Why it has none.</summary>
    internal static async Task<TokenSourceError> ErrorAsync(this TokenSource source) => (await source.GetTokenAsync()).Left();

    /// <summary>Tries to sign in, by the first of the sample's codes where no other is given.</summary>
    internal static Task<Either<TokenSourceError, Token>> TryCodeAsync(this SignedInTokenSource source, Secret? code = null) =>
        source.SignInAsync(code ?? SamplePodio.Codes[0], SamplePodio.RedirectUri);

    /// <summary>Signs in by a code of the sample's.</summary>
    internal static async Task<Token> SignInAsync(this SignedInTokenSource source, int code = 0) =>
        (await source.TryCodeAsync(SamplePodio.Codes[code])).Right();
}
