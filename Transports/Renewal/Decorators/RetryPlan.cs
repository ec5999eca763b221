namespace PodioOAuth.Functional;

// Next : RetryOptions × RetryPlan × error × grant × instant → (wait × RetryPlan)?      but for the share, pure

/// <summary>The retries made for one request, and the next step.</summary>
/// <param name="Made">The number of retries.</param>
/// <param name="Ambiguous">The number of retries after an error that left open whether Podio processed the request.</param>
internal sealed record RetryPlan(int Made, int Ambiguous)
{
    /// <summary>The plan before the first retry.</summary>
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

    // Advice never calls a single-use grant ambiguous, and here it isn't even requested: a code that is sent twice may revoke the tokens
    // that it was exchanged for (RFC 6749 §4.1.2).
    private bool MayRepeat(RetryOptions options, Grant grant) =>
        Ambiguous < options.MaxAmbiguousRetries && grant.Kind.Use != GrantUse.Once;

    private TimeSpan OwnWait(RetryOptions options)
    {
        var share = options.Share();
        var full = Math.Min(options.LongestWait.Ticks, options.FirstWait.Ticks * Math.Pow(2, Made));
        return TimeSpan.FromTicks((long)(full * (1 + (double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1))) / 2));
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    // Task.Delay truncates to milliseconds, and would end before the time that the server stated.
    private static TimeSpan WholeMilliseconds(TimeSpan wait) =>
        TimeSpan.FromMilliseconds((wait.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
}
