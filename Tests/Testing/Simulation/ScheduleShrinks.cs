using System.Diagnostics;

namespace PodioOAuth.Functional;

/// <summary>Simplifies a schedule that breaks a rule.</summary>
internal static class ScheduleShrinks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5); // In case each run has to wait for something that hangs.

    /// <summary>Returns shorter schedules first, by halves down to a single move; then those with one simpler move.</summary>
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

    /// <summary>Returns the simplest schedule found that still breaks a rule.</summary>
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
