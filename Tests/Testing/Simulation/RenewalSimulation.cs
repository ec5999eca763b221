namespace PodioOAuth.Functional.Serving;

// Check : (SimulatedWorld → TokenProvider) → LawOutcome

/// <summary>Runs code that keeps a token fresh in virtual time, in hundreds of different orders of events, and shows the shortest order in
/// which it breaks a rule.</summary>
/// <remarks>
/// <para>Callers request tokens, some give up, time passes, replies are lost, Podio is down or limits the rate, the process crashes and
/// restarts. Each access to Podio and to the store is a step that the schedule decides. The rules: only one renewal runs at a time; a
/// refresh token isn't sent again once another one has replaced it; no expired token is returned; no caller waits forever or is canceled by
/// another; nothing is sent to Podio during a wait that it asked for; and once failures stop, a login that Podio still accepts yields a
/// token.</para>
/// <para>Nothing waits in real time, and the same seed produces the same schedules. The code must use only the world's exchange, store and
/// clock. It may await in any way; work on the thread pool (<c>Task.Run</c>) is awaited, but not scheduled.</para>
/// </remarks>
/// <example>
/// <code>
/// var outcome = RenewalSimulation.Check(world => new MyTokens(world.Exchange, world.AppRequest, world.Clock).GetTokenAsync);
/// Assert.True(outcome.Holds, outcome.Explanation);
/// </code>
/// </example>
public static class RenewalSimulation
{
    private const string Rules = "A renewal runs once, and no login is lost.";

    // In real time, for work on the thread pool.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(20);

    /// <summary>Checks code against every rule.</summary>
    /// <param name="create">Creates the code under test: once for each schedule, and again after each crash. A restarted process knows only
    /// what is in the store, and what it started with.</param>
    /// <param name="schedules">The number of schedules to run. 500 take a few seconds.</param>
    /// <param name="seed">The seed of the schedules.</param>
    /// <param name="crashes">Whether the process may crash.</param>
    /// <param name="faults">Whether requests may fail.</param>
    /// <returns>The broken rule and the events that led to it, in at most twelve lines; or that all rules hold.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    public static LawOutcome Check(
        Func<SimulatedWorld, TokenProvider> create, int schedules = 500, int seed = 1, bool crashes = true, bool faults = true)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentOutOfRangeException.ThrowIfLessThan(schedules, 1);
        foreach (var (index, schedule) in Moves.Sample(schedules, seed, crashes, faults).Index())
        {
            if (Simulation.Run(schedule, create, Patience) is not null)
            {
                // What seems to hang while it is simplified may only be slow, so the result is run again with more patience.
                var shrunk = ScheduleShrinks.Shrink(
                    schedule, Moves.Simpler, simpler => Simulation.Run(simpler, create, Impatience) is not null);
                return (Simulation.Run(shrunk, create, Patience) ?? Simulation.Run(schedule, create, Patience)) is { } story
                    ? story.ToOutcome($"seed {seed}, schedule {index}")
                    : new LawOutcome(Rules, Holds: false, $"Not every run of seed {seed}, schedule {index} breaks a rule: the code under "
                        + "simulation does something at random, or in real time.");
            }
        }

        return new LawOutcome(Rules, Holds: true, "");
    }
}
