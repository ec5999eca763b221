namespace PodioOAuth.Functional;

// Next : RetryOptions × RetryPlan × error × grant × instant → (wait × RetryPlan)?      but for the share, pure

/// <summary>The retries made for one request, and the next step.</summary>
/// <param name="Made">The number of retries.</param>
/// <param name="Ambiguous">The number of retries after an error that left open whether Podio processed the request.</param>
internal sealed record RetryPlan(int Made, int Ambiguous)
{
    /// <summary>No retry yet.</summary>
    internal static RetryPlan First { get; } = new(Made: 0, Ambiguous: 0);

    /// <summary>Returns the wait before the next retry and the plan from then on; null for no retry.</summary>
    /// <param name="options">The retry options.</param>
    /// <param name="error">The last error.</param>
    /// <param name="grant">The grant that was sent.</param>
    /// <param name="now">The time of the error.</param>
    internal (TimeSpan Wait, RetryPlan Plan)? Next(RetryOptions options, OAuthError error, Grant grant, DateTimeOffset now)
    {
        if (Made >= options.MaxRetries)
        {
            return null;
        }

        var (asked, plan) = error.RetryAdvice(grant).Match<(TimeSpan?, RetryPlan)>(
            safe: advice => (advice.When.WaitFrom(repliedAt: now, now) ?? options.UnknownWait, new(Made + 1, Ambiguous)),
            useless: _ => (null, this),
            ambiguous: advice => MayRepeat(options, grant)
                ? (advice.When.WaitFrom(repliedAt: now, now) ?? TimeSpan.Zero, new(Made + 1, Ambiguous + 1))
                : (null, this));
        return asked is not { } wait || wait > options.LongestWait ? null : (WholeMilliseconds(Longer(wait, OwnWait(options))), plan);
    }

    // What is good for one use is never in doubt in an advice, and here it is not even asked: sent twice a code may revoke what it got (RFC
    // 6749 §4.1.2).
    private bool MayRepeat(RetryOptions options, Grant grant) =>
        Ambiguous < options.MaxAmbiguousRetries && grant.Kind.Use != GrantUse.Once;

    private TimeSpan OwnWait(RetryOptions options)
    {
        var share = options.Share();
        var full = Math.Min(options.LongestWait.Ticks, options.FirstWait.Ticks * Math.Pow(2, Made));
        return TimeSpan.FromTicks((long)(full * (1 + (double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1))) / 2));
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    // Task.Delay drops what is less than a millisecond, and would come back before the time that the server named.
    private static TimeSpan WholeMilliseconds(TimeSpan wait) =>
        TimeSpan.FromMilliseconds((wait.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
}
