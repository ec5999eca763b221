using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>An exchange that ends as a script says, and notes when it was asked. After the script it grants.</summary>
internal sealed class ScriptedExchange(params IReadOnlyList<Ending> script)
{
    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset> _sends = [];

    internal static readonly Token Granted = new(
        AccessToken: "granted", TokenType: "bearer", Lifetime: TimeSpan.FromHours(8), RefreshToken: "refresh",
        Reference: TokenReference.User(1), Scope: null);

    internal ArmedClock Clock { get; } = new();

    /// <summary>When each request was sent.</summary>
    internal IReadOnlyList<DateTimeOffset> Sends
    {
        get
        {
            lock (_gate)
            {
                return [.. _sends];
            }
        }
    }

    /// <summary>The cancellation token that came with the last request.</summary>
    internal CancellationToken LastCancellation { get; private set; }

    internal Task<Either<OAuthError, Token>> AskAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        int index;
        lock (_gate)
        {
            index = _sends.Count;
            _sends.Add(Clock.GetUtcNow());
            LastCancellation = cancellationToken;
        }

        return (index < script.Count ? script[index] : new Ending(Granted)).RunAsync(Clock, cancellationToken);
    }

    /// <summary>Moves the clock by the millisecond before each of these pauses ends, and on: whoever comes back early is seen. It waits for
    /// each pause to begin: a thread that was held up may not have come so far yet.</summary>
    internal void Pass(IEnumerable<TimeSpan> pauses, Task until)
    {
        foreach (var pause in pauses.Where(pause => pause > TimeSpan.Zero)) // Nobody waits where there is nothing to wait for.
        {
            Await(() => Clock.IsArmed || until.IsCompleted, "No pause began.");
            var sent = Sends.Count;
            var tick = TimeSpan.FromMilliseconds(1);
            Clock.Advance(pause > tick ? pause - tick : TimeSpan.Zero);
            Clock.Advance(pause > tick ? tick : pause);
            Await(() => Sends.Count > sent || until.IsCompleted, "Nothing came of a pause.");
        }
    }

    private static void Await(Func<bool> condition, string otherwise) =>
        Assert.True(SpinWait.SpinUntil(condition, RunningProcess.Patience), otherwise);
}
