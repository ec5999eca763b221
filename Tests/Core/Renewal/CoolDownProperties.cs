namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Laws of cool-downs: they end in time, whichever way the clock jumps.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries), typeof(Moments)], MaxTest = 1000)]
public sealed class CoolDownProperties
{
    [Property]
    internal bool One_that_runs_ends_within_twice_its_length(CoolDown one, long ticks, DateTimeOffset anywhere) =>
        Around(one, ticks, anywhere)
            .All(now => !one.Runs(now) || (one.Until > now && one.Until - now <= (one.Until - one.Since) + (one.Until - one.Since)));

    [Property]
    internal bool It_runs_from_its_beginning_to_its_end(CoolDown one, long ticks, DateTimeOffset anywhere) => Around(one, ticks, anywhere)
        .All(now => now < one.Since || one.Runs(now) == now < one.Until);

    [Property]
    internal bool A_limit_that_has_ended_is_removed(CoolDown one, Moment moment) =>
        one.Runs(moment.Now) || moment.Now < one.Since || !one.Runs(moment.Later);

    [Property]
    internal bool It_is_as_long_as_it_was_made_or_ends_with_time(DateTimeOffset since, TimeSpan length) => length < TimeSpan.Zero
        || CoolDown.From(since, length) is var one && one.Since == since
            && (one.Until == DateTimeOffset.MaxValue || one.Until - one.Since == length);

    [Property]
    internal bool The_later_of_two_is_one_that_runs_and_none_that_runs_ends_later(CoolDown one, CoolDown other, DateTimeOffset now)
    {
        var running = new[] { one, other }.Where(it => it.Runs(now)).ToList();
        return CoolDown.Later(one, other, now) is { } later
            ? running.Contains(later) && running.TrueForAll(it => it.Until <= later.Until)
            : running.Count == 0 && CoolDown.Later(null, null, now) is null;
    }

    [Property]
    internal bool Cut_short_it_runs_only_when_it_ran_and_is_as_long_as_it_may_be(
        CoolDown one, TimeSpan length, long ticks, DateTimeOffset anywhere)
    {
        var longest = length.Duration();
        var cut = one.AtMost(longest);
        var whole = one.Until - one.Since;
        return cut.Since == one.Since
            && cut.Until - cut.Since == (whole < longest ? whole : longest)
            && cut.AtMost(longest) == cut
            && Around(one, ticks, anywhere).All(now => !cut.Runs(now) || one.Runs(now));
    }

    [Property]
    internal bool The_last_of_two_is_the_later_that_runs_or_the_one_that_ended_last(CoolDown one, CoolDown other, DateTimeOffset now)
    {
        var last = CoolDown.Last(one, other, now);
        return CoolDown.Later(one, other, now) is { } later ? last == later
            : last!.Until == (one.Until > other.Until ? one.Until : other.Until) && (last == one || last == other)
                && CoolDown.Last(one, null, now) == one && CoolDown.Last(null, one, now) == one && CoolDown.Last(null, null, now) is null;
    }

    [Property]
    internal bool If_two_end_at_once_it_is_the_first(CoolDown one, CoolDown other, long ticks, DateTimeOffset anywhere)
    {
        var asLate = other with { Until = one.Until };
        return Around(one, ticks, anywhere).All(now =>
            CoolDown.Last(one, asLate, now) == (asLate.Runs(now) && !one.Runs(now) ? asLate : one)
            && (!one.Runs(now) || CoolDown.Later(one, asLate, now) == one));
    }

    // At the ends, a tick beside them, at twice the length before the end, and anywhere.
    private static IEnumerable<DateTimeOffset> Around(CoolDown one, long ticks, DateTimeOffset anywhere)
    {
        var length = (one.Until - one.Since).Ticks;
        var (since, until) = (one.Since.UtcTicks, one.Until.UtcTicks);
        return new[] { since, until, until - (2 * length), anywhere.UtcTicks, since + ticks }
            .SelectMany(at => new[] { at - 1, at, at + 1 })
            .Where(at => at >= 0 && at <= DateTime.MaxValue.Ticks)
            .Select(at => new DateTimeOffset(at, TimeSpan.Zero));
    }
}
