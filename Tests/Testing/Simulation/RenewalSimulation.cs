namespace PodioOAuth.Functional.Serving;

// Check : (SimulatedWorld → TokenProvider) → LawOutcome

/// <summary>Runs code that keeps a token fresh in virtual time, in hundreds of orders of what may happen, and shows the shortest order in
/// which it breaks a rule.</summary>
/// <remarks>
/// <para>Callers ask, some give up, time passes, replies are lost, Podio is down or limits the rate, the process crashes and begins again.
/// Each access to Podio and to the store is a step that the schedule lets go on. The rules: one renewal at a time; no refresh token is sent
/// again once another one replaced it; no token is handed out that has expired; nobody waits forever or is canceled by another; Podio is
/// left alone during a wait that it named; and once nothing goes wrong anymore, a login that Podio still honors gives a token.</para>
/// <para>Nothing waits in real time, and the same seed gives the same schedules. The code has to use the world's exchange, store and clock
/// alone. It may await as it likes; work on the thread pool (<c>Task.Run</c>) is waited for, but is not scheduled.</para>
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

    // In real time, for what has gone to the thread pool.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(20);

    /// <summary>Checks code against every rule.</summary>
    /// <param name="create">Makes what is asked for tokens: once for each schedule, and again after each crash. A process that begins again
    /// knows only what is in the store, and what it began with.</param>
    /// <param name="schedules">How many schedules to run. 500 take some seconds.</param>
    /// <param name="seed">Which ones.</param>
    /// <param name="crashes">Whether the process may crash.</param>
    /// <param name="faults">Whether requests may fail.</param>
    /// <returns>The rule that was broken and the story of it, in at most twelve lines; or that all rules hold.</returns>
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
                // What seems to hang while it is made simpler may only be slow, so the end is looked at with patience again.
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
