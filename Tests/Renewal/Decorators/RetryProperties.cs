namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>Laws of retrying, over scripted exchanges and in virtual time.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries), typeof(Scripts)], MaxTest = 300)]
public sealed class RetryProperties
{
    [Property]
    public Property Sends_and_waits_are_exactly_what_the_advice_says(RetryCase retry)
    {
        var pauses = RetryOracle.Pauses(retry.Endings, retry.Grant, retry.Options, retry.Share);
        var (sends, answer) = Run(retry, pauses);
        var expected = pauses.Aggregate(new List<DateTimeOffset> { Bench.Start }, (instants, pause) => [.. instants, instants[^1] + pause]);
        var last = pauses.Count < retry.Script.Count ? retry.Endings[pauses.Count].Answer : ScriptedExchange.Granted;
        return (sends.SequenceEqual(expected) && Equals(answer, last))
            .Collect(pauses.Count)
            .Classify(retry.Grant is AuthorizationCodeGrant, "code");
    }

    [Property]
    public bool A_code_is_never_sent_again_once_it_may_have_arrived(RetryCase retry, NonNegativeInt ambiguous)
    {
        var bold = retry with
        {
            Grant = Grant.AuthorizationCode("c0de"),
            Options = retry.Options with
            {
                MaxRetries = 6,
                MaxAmbiguousRetries = Math.Min(ambiguous.Get, 100),
                LongestWait = TimeSpan.FromMinutes(2),
            },
        };
        var (sends, _) = Run(bold, Enumerable.Repeat(TimeSpan.FromMinutes(2), 7));
        var arrived = bold.Endings.Index().Where(ending => ending.Item.Error is not UnreachableError { MayHaveBeenProcessed: false })
            .Select(ending => ending.Index).FirstOrDefault(int.MaxValue);
        return sends.Count <= (long)arrived + 1;
    }

    [Property]
    public bool Never_sooner_than_the_server_asked_and_never_longer_than_the_limit(RetryCase retry)
    {
        var (sends, _) = Run(retry, RetryOracle.Pauses(retry.Endings, retry.Grant, retry.Options, retry.Share));
        return Enumerable.Range(0, sends.Count - 1).All(i =>
            sends[i + 1] - sends[i] is var pause
            && pause < retry.Options.LongestWait + TimeSpan.FromMilliseconds(1)
            && retry.Endings[i].Error!.RetryAdvice(retry.Grant).Match(
                safe: advice => pause >= (advice.When.WaitFrom(sends[i], sends[i]) ?? retry.Options.UnknownWait),
                useless: _ => false,
                ambiguous: advice => pause >= (advice.When.WaitFrom(sends[i], sends[i]) ?? TimeSpan.Zero)));
    }

    [Property]
    public bool Without_retries_it_is_the_exchange(RetryCase retry)
    {
        var scripted = new ScriptedExchange(retry.Endings);
        TokenExchange exchange = scripted.AskAsync;
        return ReferenceEquals(exchange.WithRetry(retry.Options with { MaxRetries = 0 }), exchange);
    }

    private static (IReadOnlyList<DateTimeOffset> Sends, object Answer) Run(RetryCase retry, IEnumerable<TimeSpan> pauses)
    {
        var scripted = new ScriptedExchange(retry.Endings);
        var asking = new TokenExchange(scripted.AskAsync).WithRetry(retry.OptionsBy(scripted.Clock))(retry.Request, CancellationToken.None);
        scripted.Pass(pauses.TakeWhile(_ => !asking.IsCompleted), asking);
        Assert.True(SpinWait.SpinUntil(() => asking.IsCompleted, RunningProcess.Patience), "It still waits.");
        return (scripted.Sends, asking.Result.Match<object>(Right: token => token, Left: error => error));
    }
}
