using System.Diagnostics;

namespace PodioOAuth.Functional;

/// <summary>Simpler schedules than one that breaks a rule.</summary>
internal static class ScheduleShrinks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // Where each run has to wait for what hangs.

    /// <summary>Shorter ones first, by halves down to a single act; then those with one act that is simpler.</summary>
    internal static IEnumerable<T[]> Simpler<T>(T[] schedule, Func<T, IEnumerable<T>> simpler)
    {
        for (var length = schedule.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= schedule.Length; start += length)
            {
                yield return [.. schedule[..start], .. schedule[(start + length)..]];
            }
        }

        for (var index = 0; index < schedule.Length; index++)
        {
            foreach (var act in simpler(schedule[index]))
            {
                yield return [.. schedule[..index], act, .. schedule[(index + 1)..]];
            }
        }
    }

    /// <summary>The simplest that is found to break a rule still.</summary>
    internal static T[] Shrink<T>(T[] schedule, Func<T[], IEnumerable<T[]>> simpler, Func<T[], bool> isBroken)
    {
        var begun = Stopwatch.StartNew();
        while (simpler(schedule).TakeWhile(_ => begun.Elapsed < Patience).FirstOrDefault(isBroken) is { } better)
        {
            schedule = better;
        }

        return schedule;
    }
}
