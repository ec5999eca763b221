using LanguageExt;
using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>An exchange that ends as a script says, and notes when it was asked. After the script it grants.</summary>
internal sealed class ScriptedExchange(params IReadOnlyList<Ending> script)
{
    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset> _sends = [];

    internal static readonly Token Granted = new(
        AccessToken: "granted", TokenType: "bearer", Lifetime: TimeSpan.FromHours(8), RefreshToken: "refresh",
        Reference: TokenReference.User(1), Scope: null);

    internal FakeTimeProvider Clock { get; } = new(Bench.Start);

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

    /// <summary>Moves the clock by the millisecond before each of these pauses ends, and on: whoever comes back early is seen.</summary>
    internal void Pass(IEnumerable<TimeSpan> pauses, Task until)
    {
        foreach (var pause in pauses)
        {
            var sent = Sends.Count;
            var tick = TimeSpan.FromMilliseconds(1);
            Clock.Advance(pause > tick ? pause - tick : TimeSpan.Zero);
            Clock.Advance(pause > tick ? tick : pause);
            Assert.True(SpinWait.SpinUntil(() => Sends.Count > sent || until.IsCompleted, TimeSpan.FromMinutes(1)), "Nothing came of a pause.");
        }
    }
}
