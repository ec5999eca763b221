using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A process is killed at every step of its journal, and another one goes on from what it left. The steps are the journal's own: a
/// run that nobody kills says how many there are, and each of them is the last one once.</summary>
public sealed class CrashTests
{
    private static readonly Outcome Token = new("a token");

    [Fact]
    public Task An_app_that_begins() => EachAsync("app", expired: null, _ => Token);

    [Fact]
    public Task An_app_that_renews() => EachAsync("app", expired: "app", _ => Token);

    [Fact]
    public Task A_person_s_login_that_is_renewed() => EachAsync("person", expired: "person", killed =>
        killed.HasAsked && !killed.HasWrittenReply ? nameof(UndecidedError) : Token);

    [Fact]
    public Task A_person_who_signs_in() => EachAsync("code", expired: null, killed =>
        killed.HasWrittenReply ? Token
        : killed.HasWritten ? nameof(UndecidedError)
        : nameof(SignInAgainError));

    [Fact]
    public Task A_person_who_signs_in_over_an_old_login() => EachAsync("code", expired: "person", _ => Token);

    [Fact]
    public Task An_app_that_meets_a_rate_limit() => EachAsync(
        "app",
        expired: "app",
        killed => killed.HasAsked && !killed.HasWrittenReply ? Token : nameof(CoolingDownError),
        podio => podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)))));

    private static async Task EachAsync(
        string login, string? expired, Func<JournalRun, Outcome> expected, Action<InMemoryPodio>? arrange = null)
    {
        var whole = await RunAsync(login, expired, killAt: 0, expected, arrange);
        Assert.InRange(whole.Steps, 12, 30);
        await Parallel.ForEachAsync(Enumerable.Range(1, whole.Steps), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (step, _) =>
        {
            var killed = await RunAsync(login, expired, step, expected, arrange);
            Assert.Equal(whole.Lines.Take(step), killed.Lines);
        });
    }

    private static async Task<JournalRun> RunAsync(
        string login, string? expired, int killAt, Func<JournalRun, Outcome> expected, Action<InMemoryPodio>? arrange)
    {
        await using var world = await World.CreateAsync(expired);
        arrange?.Invoke(world.Podio);
        using var process = await world.StartAsync(login, killAt);
        var run = await process.RunAsync(login == "code" ? world.NewCode() : null);
        Assert.True(run.ExitCode == (killAt == 0 ? 0 : OperatingSystem.IsWindows() ? -1 : 137), run.ToString());

        // The other one: it is let in though nobody gave the lock back, and has a token, or an error that names the state.
        var answer = await world.GetAsync(login);
        Assert.True(expected(run) == Outcome.Of(answer), $"{Outcome.Of(answer)} and not {expected(run)} after {run}");
        if (login != "app" && answer.IsLeft)
        {
            Assert.Equal(Token, Outcome.Of(await world.GetAsync(login, world.NewCode())));
            Assert.Equal(Token, Outcome.Of(await world.GetAsync(login)));
        }

        return run;
    }

    private sealed record Outcome(string Text)
    {
        public static implicit operator Outcome(string text) => new(text);

        internal static Outcome Of(Either<TokenSourceError, Token> answer) =>
            answer.Match(Right: _ => CrashTests.Token, Left: error => new Outcome(error.GetType().Name));

        public override string ToString() => Text;
    }
}
