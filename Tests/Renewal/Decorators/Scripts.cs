namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>A script, the grant that it is about, and how to retry.</summary>
/// <param name="Script">How the sends end, one after the other.</param>
/// <param name="Grant">The grant.</param>
/// <param name="Options">How to retry.</param>
/// <param name="Share">The share that every pause draws.</param>
public sealed record RetryCase(IReadOnlyList<object> Script, Grant Grant, RetryOptions Options, double Share)
{
    internal IReadOnlyList<Ending> Endings => [.. Script.Cast<Ending>()];

    internal TokenRequest Request => new(SamplePodio.Client, Grant);

    internal RetryOptions OptionsBy(TimeProvider clock) => Options with { Share = () => Share, TimeProvider = clock };

    /// <summary>Every part on a line.</summary>
    public override string ToString() =>
        string.Join("\n  ", [$"{Grant.GetType().Name}, {Options}, share {Share}", .. Script.Select(ending => $"{ending}")]);
}

/// <summary>Scripts that a retry may meet: mostly errors that may be tried again, with waits around the limit.</summary>
public static class Scripts
{
    private static Gen<RetryAfter> Waits => Gen.Frequency(
        (3, Gen.Choose(0, 90_000).Select(milliseconds => RetryAfter.After(TimeSpan.FromMilliseconds(milliseconds)))),
        (2, Gen.Choose(-60_000, 90_000).Select(ticks => RetryAfter.At(Bench.Start.AddTicks(ticks * 10_007L)))),
        (1, Gen.Constant(RetryAfter.After(TimeSpan.Zero))),
        (1, Gen.Constant(RetryAfter.Unknown)));

    private static Gen<OAuthError> Repeatable => Gen.OneOf(
        Gen.Elements(Enum.GetValues<UnreachableReason>()).Select(reason => OAuthError.Unreachable(reason, mayHaveBeenProcessed: false)),
        Gen.Elements(Enum.GetValues<UnreachableReason>()).Select(reason => OAuthError.Unreachable(reason, mayHaveBeenProcessed: true)),
        Waits.Select(wait => OAuthError.RateLimited(new ReplyFacts(420) { RetryAfter = wait })),
        Waits.Select(wait => OAuthError.Unavailable(new ReplyFacts(503) { RetryAfter = wait })));

    private static Gen<Ending> Endings =>
        from answer in Gen.Frequency(
            (8, Repeatable.Select(error => (object)error)),
            (1, PodioArbitraries.OAuthErrors().Generator.Select(error => (object)error)),
            (1, PodioArbitraries.Tokens().Generator.Select(token => (object)token)))
        select new Ending(answer);

    private static Gen<RetryOptions> Options =>
        from retries in Gen.Choose(0, 6)
        from ambiguous in Gen.Choose(0, 3)
        from first in Gen.Choose(0, 5000)
        from longest in Gen.Choose(0, 60_000)
        from unknown in Gen.Elements(TimeSpan.FromHours(1), TimeSpan.FromSeconds(10))
        select new RetryOptions
        {
            MaxRetries = retries,
            MaxAmbiguousRetries = ambiguous,
            FirstWait = TimeSpan.FromTicks(first * 10_007L),
            LongestWait = TimeSpan.FromMilliseconds(longest),
            UnknownWait = unknown,
        };

    /// <summary>Cases of all grants. They shrink to shorter scripts.</summary>
    public static Arbitrary<RetryCase> RetryCases() => Arb.From(
        from script in Endings.ListOf()
        from grant in PodioArbitraries.Grants().Generator
        from options in Options
        from share in Gen.Choose(0, 8).Select(eighths => eighths / 8.0)
        select new RetryCase([.. script], grant, options, share),
        retry => Enumerable.Range(0, retry.Script.Count)
            .Select(i => retry with { Script = [.. retry.Script.Take(i), .. retry.Script.Skip(i + 1)] }));
}
