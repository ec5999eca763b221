namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>Observation: what is told, in which order, and that nothing of it changes an answer.</summary>
public sealed class ObservationTests
{
    private static readonly OAuthError Refused = OAuthError.Unreachable(UnreachableReason.ConnectionRefused, mayHaveBeenProcessed: false);

    private readonly List<ExchangeEvent> _told = [];

    [Fact]
    public async Task An_observer_is_notified_of_the_start_the_outcome_and_the_duration()
    {
        var took = TimeSpan.FromMilliseconds(1500);
        var scripted = new ScriptedExchange(
            new(ScriptedExchange.Granted, took), new(Refused, took), new(new OperationCanceledException()), new(new IOException("s3cret")));
        var observed = new TokenExchange(scripted.AskAsync).WithObserver(_told.Add, scripted.Clock);
        for (var i = 0; i < 4; i++)
        {
            var asking = observed(Bench.App, CancellationToken.None);
            scripted.Clock.Advance(took);
            await asking.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Assert.Equal(8, _told.Count);
        var starts = _told.OfType<ExchangeStartedEvent>().ToList();
        Assert.All(starts, start => Assert.Equal("app", start.GrantType));
        Assert.Equal([0, 1.5, 3, 4.5], starts.Select(start => (start.At - Bench.Start).TotalSeconds));
        var granted = Assert.IsType<ExchangeGrantedEvent>(_told[1]);
        Assert.Equal((took, TimeSpan.FromHours(8)), (granted.Duration, granted.Lifetime));
        Assert.Equal(8, granted.Fingerprint.Length);
        var failed = Assert.IsType<ExchangeFailedEvent>(_told[3]);
        Assert.Equal((took, Refused), (failed.Duration, failed.Error));
        Assert.True(Assert.IsType<ExchangeThrownEvent>(_told[5]).IsCancellation);
        var thrown = Assert.IsType<ExchangeThrownEvent>(_told[7]);
        Assert.Equal((false, "System.IO.IOException"), (thrown.IsCancellation, thrown.ExceptionType));
        Assert.Equal(
            starts,
            _told.Index().Where(told => told.Index % 2 == 1).Select(told => StartOf(told.Item)),
            ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public void Each_grant_goes_by_its_wire_name()
    {
        var observed = new TokenExchange(new ScriptedExchange().AskAsync).WithObserver(_told.Add);
        Grant[] grants = [Grant.AuthorizationCode("c"), Grant.Password("u", "p"), Grant.App(1, "t"), Grant.RefreshToken("r"), null!];
        Assert.All(
            grants, grant => Assert.True(observed(Bench.App with { Grant = grant }, CancellationToken.None).IsCompletedSuccessfully));
        Assert.Equal(
            ["authorization_code", "password", "app", "refresh_token", null],
            _told.OfType<ExchangeStartedEvent>().Select(start => start.GrantType));
    }

    [Fact]
    public async Task Inside_a_retry_each_attempt_is_seen_and_outside_one()
    {
        var (inside, outside) = (new List<ExchangeEvent>(), new List<ExchangeEvent>());
        var scripted = new ScriptedExchange(new(Refused), new(Refused));
        var asking = new TokenExchange(scripted.AskAsync)
            .WithObserver(inside.Add, scripted.Clock)
            .WithRetry(new RetryOptions { Share = () => 1, TimeProvider = scripted.Clock })
            .WithObserver(outside.Add, scripted.Clock)(Bench.App, CancellationToken.None);
        scripted.Pass([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], asking);
        await asking.WaitAsync(RunningProcess.Patience);
        Assert.Equal(["started", "failed", "started", "failed", "started", "granted"], inside.Select(Name));
        Assert.Equal(["started", "granted"], outside.Select(Name));
        Assert.Equal(TimeSpan.FromSeconds(3), Assert.IsType<ExchangeGrantedEvent>(outside[1]).Duration);
    }

    [Fact]
    public async Task Inside_a_time_limit_a_cancellation_is_seen_and_outside_the_error()
    {
        var (inside, outside) = (new List<ExchangeEvent>(), new List<ExchangeEvent>());
        var scripted = new ScriptedExchange(Ending.UntilCancelled);
        var asking = new TokenExchange(scripted.AskAsync)
            .WithObserver(inside.Add, scripted.Clock)
            .WithTimeLimit(TimeSpan.FromSeconds(1), scripted.Clock)
            .WithObserver(outside.Add, scripted.Clock)(Bench.App, CancellationToken.None);
        scripted.Clock.Advance(TimeSpan.FromSeconds(1));
        await asking;
        Assert.True(SpinWait.SpinUntil(() => inside.Count == 2, RunningProcess.Patience));
        Assert.True(Assert.IsType<ExchangeThrownEvent>(inside[1]).IsCancellation);
        Assert.Equal(
            UnreachableReason.Timeout, Assert.IsType<UnreachableError>(Assert.IsType<ExchangeFailedEvent>(outside[1]).Error).Reason);
    }

    [Property(Arbitrary = [typeof(PodioArbitraries)])]
    public bool No_observer_changes_a_result_even_if_it_throws(OAuthError error, Token token) =>
        new[] { (object)error, token }.All(answer => new Action<ExchangeEvent>[] { _ => { }, _ => throw new IOException("the log is full") }
            .All(observer => Equals(
                answer,
                new TokenExchange(new ScriptedExchange(new Ending(answer)).AskAsync).WithObserver(observer)(
                    Bench.App, CancellationToken.None)
                    .Result.Match<object>(Right: got => got, Left: got => got))));

    [Fact]
    public void What_an_observer_throws_is_reported_as_unobserved() => Assert.True(Unobserved.Reports(
        "the log is full of 4711",
        () => new TokenExchange(new ScriptedExchange().AskAsync)
            .WithObserver(_ => throw new IOException("the log is full of 4711"))(Bench.App, CancellationToken.None).Wait()));

    [Property(Arbitrary = [typeof(PodioArbitraries)])]
    public bool No_event_shows_a_secret(Secret secret, Grant grant)
    {
        if (secret.Reveal().Length < 12)
        {
            return true; // It may stand in anything.
        }

        var told = new List<ExchangeEvent>();
        var token = ScriptedExchange.Granted with { AccessToken = secret, RefreshToken = secret };
        var observed = new TokenExchange(new ScriptedExchange(new(token), new(new IOException(secret.Reveal()))).AskAsync)
            .WithObserver(told.Add);
        var request = new TokenRequest(new ClientCredentials("id", secret), grant);
        observed(request, CancellationToken.None).Wait();
        Assert.ThrowsAny<AggregateException>(() => observed(request, CancellationToken.None).Wait());
        return told.Count == 4 && told.All(one =>
            !$"{one} {System.Text.Json.JsonSerializer.Serialize<object>(one)}".Contains(secret.Reveal(), StringComparison.Ordinal));
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => TokenExchangeExtensions.WithObserver(null!, _ => { }));
        Assert.Throws<ArgumentNullException>(() => new TokenExchange(new ScriptedExchange().AskAsync).WithObserver(null!));
    }

    private static string Name(ExchangeEvent one) =>
        one.Match(started: _ => "started", granted: _ => "granted", failed: _ => "failed", thrown: _ => "thrown");

    private static ExchangeStartedEvent StartOf(ExchangeEvent one) => one.Match(
        started: e => e, granted: e => e.Start, failed: e => e.Start, thrown: e => e.Start);
}
