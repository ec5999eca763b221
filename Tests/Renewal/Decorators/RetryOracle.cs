namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>What retrying has to do with a script of errors, told a second time and in another way.</summary>
internal static class RetryOracle
{
    /// <summary>The waits between the sends: as many as there are retries.</summary>
    internal static IReadOnlyList<TimeSpan> Pauses(IReadOnlyList<Ending> script, Grant grant, RetryOptions options, double share)
    {
        var (pauses, ambiguous, now) = (new List<TimeSpan>(), 0, Bench.Start);
        foreach (var ending in script)
        {
            now += ending.Delay;
            if (ending.Error is not { } error || pauses.Count == options.MaxRetries || !MayRepeat(error, grant, ref ambiguous, options))
            {
                break;
            }

            var asked = AskedFor(error, now, options);
            if (asked > options.LongestWait)
            {
                break;
            }

            var own = options.FirstWait;
            for (var i = 0; i < pauses.Count && own < options.LongestWait; i++)
            {
                own *= 2;
            }

            own = own < options.LongestWait ? own : options.LongestWait;
            own = TimeSpan.FromTicks((long)(own.Ticks * (0.5 + (share / 2))));
            var pause = TimeSpan.FromMilliseconds(Math.Ceiling((asked > own ? asked : own).TotalMilliseconds));
            pauses.Add(pause);
            now += pause;
        }

        return pauses;
    }

    // By the cases, not by RetryAdvice: what is refused before it is carried out, and what may have been carried out.
    private static bool MayRepeat(OAuthError error, Grant grant, ref int ambiguous, RetryOptions options) => error switch
    {
        UnreachableError { MayHaveBeenProcessed: false } => true,
        _ when grant is AuthorizationCodeGrant => false,
        RateLimitedError => true,
        UnreachableError or UnavailableError => ambiguous++ < options.MaxAmbiguousRetries,
        MalformedReplyError => error.RetryAdvice(grant) is AmbiguousAdvice && ambiguous++ < options.MaxAmbiguousRetries,
        _ => false,
    };

    private static TimeSpan AskedFor(OAuthError error, DateTimeOffset now, RetryOptions options) => error switch
    {
        RateLimitedError limited => limited.Facts.RetryAfter.WaitFrom(now, now) ?? options.UnknownWait,
        UnavailableError unavailable => unavailable.Facts.RetryAfter.WaitFrom(now, now) ?? TimeSpan.Zero,
        MalformedReplyError malformed => malformed.Facts.RetryAfter.WaitFrom(now, now) ?? TimeSpan.Zero,
        _ => TimeSpan.Zero,
    };
}
