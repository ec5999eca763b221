using FsCheck.Xunit;

namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Laws of holds: they end in time, whichever way the clock jumps.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries), typeof(Moments)], MaxTest = 1000)]
public sealed class HoldProperties
{
    [Property]
    internal bool One_that_runs_ends_within_twice_its_length(Hold hold, long ticks, DateTimeOffset anywhere) => Around(hold, ticks, anywhere)
        .All(now => !hold.Runs(now) || (hold.Until > now && hold.Until - now <= (hold.Until - hold.Since) + (hold.Until - hold.Since)));

    [Property]
    internal bool It_runs_from_its_beginning_to_its_end(Hold hold, long ticks, DateTimeOffset anywhere) => Around(hold, ticks, anywhere)
        .All(now => now < hold.Since || hold.Runs(now) == now < hold.Until);

    [Property]
    internal bool Once_over_it_is_over(Hold hold, Moment moment) => hold.Runs(moment.Now) || moment.Now < hold.Since || !hold.Runs(moment.Later);

    [Property]
    internal bool It_is_as_long_as_it_was_made_or_ends_with_time(DateTimeOffset since, TimeSpan length) => length < TimeSpan.Zero
        || Hold.From(since, length) is var hold && hold.Since == since
            && (hold.Until == DateTimeOffset.MaxValue || hold.Until - hold.Since == length);

    [Property]
    internal bool The_later_of_two_is_one_that_runs_and_none_that_runs_ends_later(Hold one, Hold other, DateTimeOffset now)
    {
        var running = new[] { one, other }.Where(hold => hold.Runs(now)).ToList();
        return Hold.Later(one, other, now) is { } later
            ? running.Contains(later) && running.TrueForAll(hold => hold.Until <= later.Until)
            : running.Count == 0 && Hold.Later(null, null, now) is null;
    }

    // At the ends, a tick beside them, at twice the length before the end, and anywhere.
    private static IEnumerable<DateTimeOffset> Around(Hold hold, long ticks, DateTimeOffset anywhere)
    {
        var length = (hold.Until - hold.Since).Ticks;
        return new[] { hold.Since.UtcTicks, hold.Until.UtcTicks, hold.Until.UtcTicks - (2 * length), anywhere.UtcTicks, hold.Since.UtcTicks + ticks }
            .SelectMany(at => new[] { at - 1, at, at + 1 })
            .Where(at => at >= 0 && at <= DateTime.MaxValue.Ticks)
            .Select(at => new DateTimeOffset(at, TimeSpan.Zero));
    }
}
