using LanguageExt;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A process of a farm is killed at every step of its journal, and another one goes on from what it left, when the lease of the
/// lock is over that nobody gave back. The steps are the journal's own: a run that nobody kills says how many there are, and each of them
/// is the last one once.</summary>
[Collection(SharedServer.Collection)]
public sealed class CrashTests(SharedServer server)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private static readonly Outcome Token = new("a token");

    [SkippableFact]
    public Task An_app_that_renews() => EachAsync("app", expired: "app", _ => Token);

    [SkippableFact]
    public Task A_person_s_login_that_is_renewed() => EachAsync("person", expired: "person", killed =>
        killed.HasAsked && !killed.HasWrittenReply ? nameof(UndecidedError) : Token);

    [SkippableFact]
    public Task A_person_who_signs_in() => EachAsync("code", expired: null, killed =>
        killed.HasWrittenReply ? Token
        : killed.HasWritten ? nameof(UndecidedError)
        : nameof(SignInAgainError));

    [SkippableFact]
    public Task An_app_that_meets_a_rate_limit() => EachAsync(
        "app",
        expired: "app",
        killed => killed.HasAsked && !killed.HasWrittenReply ? Token : nameof(CoolingDownError),
        podio => podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)))));

    private async Task EachAsync(string login, string? expired, Func<JournalRun, Outcome> expected, Action<InMemoryPodio>? arrange = null)
    {
        var whole = await WholeAsync(login, expired, expected, arrange);
        Assert.InRange(whole.Steps, 12, 30);
        await Parallel.ForEachAsync(Enumerable.Range(1, whole.Steps), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (step, _) =>
        {
            var killed = await RunAsync(login, expired, step, expected, arrange);
            Assert.Equal(step, killed.Lines.Count); // A process that is slow looks twice, so the steps need not be the same ones.
        });
    }

    // The shortest one: a process that a busy machine held up under its lock takes it again, and has steps that a quicker one never comes
    // to.
    private async Task<JournalRun> WholeAsync(
        string login, string? expired, Func<JournalRun, Outcome> expected, Action<InMemoryPodio>? arrange)
    {
        const int attempts = 20;
        for (var attempt = 1; ; attempt++)
        {
            var whole = await RunAsync(login, expired, killAt: 0, expected, arrange);
            if (whole.Lines.Count(line => line == "before lock") == 1)
            {
                return whole;
            }

            Assert.True(attempt < attempts, $"It never takes its lock once alone: {whole}");
        }
    }

    private async Task<JournalRun> RunAsync(
        string login, string? expired, int killAt, Func<JournalRun, Outcome> expected, Action<InMemoryPodio>? arrange)
    {
        await using var farm = await Farm.CreateAsync(server.Address, expired);
        arrange?.Invoke(farm.Podio);
        using var process = await farm.StartAsync(login, Lease, killAt);
        var run = await process.RunAsync(login == "code" ? farm.NewCode() : null);
        Assert.True(run.ExitCode == (killAt == 0 ? 0 : OperatingSystem.IsWindows() ? -1 : 137), run.ToString());

        // The other one: it is let in though nobody gave the lock back, and has a token, or an error that names the state.
        var answer = await farm.GetAsync(login);
        Assert.True(expected(run) == Outcome.Of(answer), $"{Outcome.Of(answer)} and not {expected(run)} after {run}");
        if (login != "app" && answer.IsLeft)
        {
            Assert.Equal(Token, Outcome.Of(await farm.GetAsync(login, farm.NewCode())));
            Assert.Equal(Token, Outcome.Of(await farm.GetAsync(login)));
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
