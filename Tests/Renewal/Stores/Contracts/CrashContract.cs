using PodioOAuth.Functional.RenewalProcess;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A process is killed at every step of its journal, and another one goes on from what it left. What a kill would leave is copied
/// at each step of one run: what is stored, and Podio's state. The steps are the journal's own.</summary>
public abstract class CrashContract
{
    private const string Token = "a token";

    private static readonly TimeSpan Expiry = TimeSpan.FromHours(9);

    private static readonly Dictionary<string, Scenario> Scenarios = new()
    {
        ["an app that begins"] = new("app", Expired: null, _ => Token),
        ["an app that renews"] = new("app", Expired: "app", _ => Token),
        ["an app that meets a rate limit"] = new("app", Expired: "app", left => left.IsReplyLost ? Token : nameof(CoolingDownError))
        {
            IsLimited = true,
        },
        ["a person's login that is renewed"] = new(
            "person", Expired: "person", left => left.IsReplyLost ? nameof(UndecidedError) : Token),
        ["a person who signs in"] = new("code", Expired: null, left =>
            left.HasWrittenReply ? Token
            : left.HasWritten ? nameof(UndecidedError)
            : nameof(SignInAgainError)),
        ["a person who signs in over an old login"] = new("code", Expired: "person", _ => Token),
    };

    public static TheoryData<string> Names => [.. Scenarios.Keys];

    [SkippableTheory, MemberData(nameof(Names))]
    public async Task Another_process_continues_from_the_state_left_at_any_step(string name)
    {
        var scenario = Scenarios[name];
        await using var place = await CreateAsync();
        var clock = new FakeTimeProvider(Bench.Start);
        var podio = new InMemoryPodio(SamplePodio.State(Bench.Start), clock);
        if (scenario.Expired is not null)
        {
            await podio.BeginAsync(scenario.Expired, place.Store, clock);
            clock.Advance(Expiry);
        }

        podio.Update(state => scenario.IsLimited ? state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))) : state);
        var (journal, code) = (new CopyingJournal(place, podio), scenario.Login == "code" ? podio.NewCode() : null);
        await podio.AskAsync(scenario.Login, new JournalStore(place.Store, journal), clock, code, journal.Around);
        Assert.InRange(journal.Left.Count, 12, 30);
        await Assert.AllAsync(journal.Left, async left =>
        {
            await using var copy = left.Place;
            var again = new InMemoryPodio(left.Podio, clock);
            Assert.Equal((left.ToString(), scenario.Expected(left)), (left.ToString(), await OutcomeAsync(code: null)));
            if (scenario.Login != "app" && scenario.Expected(left) != Token)
            {
                Assert.Equal([Token, Token], [await OutcomeAsync(again.NewCode()), await OutcomeAsync(code: null)]);
            }

            // It is let in though nobody gave the lock back, and has a token, or an error that names the state.
            async Task<string> OutcomeAsync(Secret? code) => (await again.AskAsync(scenario.Login, copy.Store, clock, code))
                .Match(Right: _ => Token, Left: error => error.GetType().Name);
        });
    }

    /// <summary>A new place of nobody's logins.</summary>
    private protected abstract Task<CrashPlace> CreateAsync();

    private sealed record Scenario(string Login, string? Expired, Func<Remains, string> Expected)
    {
        internal bool IsLimited { get; init; }
    }

    private sealed class CopyingJournal(CrashPlace place, InMemoryPodio podio) : Journal
    {
        private readonly List<string> _points = [];

        internal List<Remains> Left { get; } = [];

        private protected override async Task PassAsync(string point)
        {
            _points.Add(point);
            Left.Add(new Remains([.. _points], await place.CopyAsync(), podio.State));
        }
    }

    private sealed record Remains(IReadOnlyList<string> Points, CrashPlace Place, Serving.PodioState Podio)
    {
        internal bool HasWritten => Points.Contains("after write");

        // Whether what Podio answered is in the store.
        internal bool HasWrittenReply => Points.SkipWhile(point => point != "after exchange").Contains("after write");

        internal bool IsReplyLost => Points.Contains("after exchange") && !HasWrittenReply;

        public override string ToString() => string.Join(", ", Points);
    }
}

/// <summary>Where logins are stored.</summary>
internal abstract class CrashPlace : IAsyncDisposable
{
    internal abstract ITokenStore Store { get; }

    /// <summary>A copy of it, as a process would leave it that is killed now: with the locks that it holds, which nobody gives
    /// back.</summary>
    internal abstract Task<CrashPlace> CopyAsync();

    public abstract ValueTask DisposeAsync();
}
