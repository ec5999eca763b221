using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PodioOAuth.Functional.Hosting.Tests.Telemetry;

/// <summary>Metrics and traces, by name, unit and tags: dashboards hang on them.</summary>
public sealed class MetricTests
{
    private const string Duration = "podio.oauth.request.duration s";
    private const string Renewals = "podio.oauth.renewals {renewal}";

    [Fact]
    public async Task Requests_renewals_lifetimes_and_limits_are_measured()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.WithSettings(state.Settings with { UserCallLimit = new CallLimit(1000, TimeSpan.FromHours(1)) }));
        podio.Configuration["Podio:Sources:person:Login"] = "somebody"; // Nobody asks for it.
        using var meters = podio.Meters();
        await podio.CallAsync();
        podio.Clock.Advance(TimeSpan.FromHours(1));
        meters.Observe();
        podio.Clock.Advance(TimeSpan.FromHours(8));
        podio.Podio.Update(state => state.Arm(Fault.Unavailable(), "/oauth/token").Arm(Fault.RateLimit(null), "/oauth/token"));
        await podio.CallInVainAsync();
        podio.Clock.Advance(TimeSpan.FromMinutes(1));
        await podio.CallInVainAsync();
        podio.Clock.Advance(TimeSpan.FromHours(1));
        await podio.CallAsync();
        Assert.Equal(
            [
                $"{Duration} podio.oauth.grant_type=app server.address=127.0.0.1",
                $"{Renewals} podio.oauth.cause=start podio.oauth.login.kind=app podio.oauth.outcome=renewed",
                "podio.oauth.rate_limit.remaining {call} podio.oauth.source=crm",
                "podio.oauth.token.remaining_lifetime s podio.oauth.source=crm",
                $"{Duration} error.type=unavailable podio.oauth.grant_type=refresh_token server.address=127.0.0.1",
                $"{Renewals} error.type=unavailable podio.oauth.login.kind=app podio.oauth.outcome=failed",
                $"{Duration} error.type=rate_limited podio.oauth.grant_type=refresh_token server.address=127.0.0.1",
                $"{Renewals} error.type=rate_limited podio.oauth.login.kind=app podio.oauth.outcome=cooling_down",
                $"{Duration} podio.oauth.grant_type=refresh_token server.address=127.0.0.1",
                $"{Renewals} podio.oauth.cause=refresh podio.oauth.login.kind=app podio.oauth.outcome=renewed",
                "podio.oauth.rate_limit.remaining {call} podio.oauth.source=crm",
            ],
            meters.All.Select(measured => measured.ToString()));
        Assert.Equal(TimeSpan.FromHours(7).TotalSeconds, meters.All.Single(it => it.Name == "podio.oauth.token.remaining_lifetime").Value);
        Assert.Equal(999, meters.All.First(it => it.Name == "podio.oauth.rate_limit.remaining").Value);
    }

    [Fact]
    public async Task A_request_that_throws_is_measured_as_well()
    {
        await using var podio = await Served.StartAsync();
        podio.Collection.AddHttpClient(PodioHostingExtensions.TokenClientName)
            .ConfigurePrimaryHttpMessageHandler(() => StubHandler.Always(() => throw new NotSupportedException()));
        using var meters = podio.Meters();
        (await podio.Sources.Get("crm").GetTokenAsync()).Left();
        Assert.Equal(
            [
                $"{Duration} error.type=System.NotSupportedException podio.oauth.grant_type=app server.address=127.0.0.1",
                $"{Renewals} error.type=unreachable podio.oauth.login.kind=app podio.oauth.outcome=failed",
            ],
            meters.All.Select(measured => measured.ToString()));
    }

    [Fact]
    public void The_kinds_of_error_are_few_and_spelled_alike()
    {
        var facts = new ReplyFacts(400);
        string[] codes =
            ["invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope"];
        Assert.Equal(
            ["rejected", .. codes],
            new[] { "podio_code" }.Concat(codes)
                .Select(code => PodioTelemetry.TypeOf(OAuthError.Rejected(facts, new ServerCode(code), null, null))));
        Assert.Equal(["refresh", "start", "sign_in", "restored"], Enum.GetValues<RenewalCause>().Select(PodioTelemetry.NameOf));
        Assert.Equal(
            ["timeout", "unreachable", "invalid_input", "second_factor_required", "unavailable", "rate_limited", "malformed_reply"],
            new[]
            {
                OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true),
                OAuthError.Unreachable(UnreachableReason.Tls, mayHaveBeenProcessed: true),
                OAuthError.InvalidInput([new("client_id", FieldProblem.Missing, "")]),
                OAuthError.SecondFactorRequired(facts, new SecondFactorChallenge("n")), OAuthError.Unavailable(facts),
                OAuthError.RateLimited(facts), OAuthError.MalformedReply(facts, "$", MalformedReplyProblem.Empty),
            }.Select(PodioTelemetry.TypeOf));
        Assert.Equal(
            ["sign_in_again", "cooling_down", "store", "lock_lost", "undecided", "unreachable"],
            new[]
            {
                TokenSourceError.SignInAgain(SignInReason.NoLogin), TokenSourceError.CoolingDown(default),
                TokenSourceError.Store(default, ""), TokenSourceError.LockLost, TokenSourceError.Undecided(default),
                TokenSourceError.Exchange(OAuthError.Unreachable(UnreachableReason.Tls, mayHaveBeenProcessed: true)),
            }.Select(PodioTelemetry.TypeOf));
    }

    [Fact]
    public async Task OpenTelemetry_exports_them()
    {
        List<Activity> activities = [];
        List<MetricSnapshot> metrics = [];
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource(PodioTelemetry.Name).AddInMemoryExporter(activities).Build();
        using var meters = Sdk.CreateMeterProviderBuilder().AddMeter(PodioTelemetry.Name).AddInMemoryExporter(metrics).Build();
        await using var podio = await Served.StartAsync();
        using var caller = new Activity("caller").Start(); // A root is sampled by itself, whatever became of who it links to.
        await podio.CallAsync();
        podio.Clock.Advance(TimeSpan.FromHours(9));
        podio.Arm(Fault.Reject("invalid_client"));
        await podio.CallInVainAsync();
        caller.Stop();
        traces.ForceFlush();
        meters.ForceFlush();

        var own = activities.ToArray().Where(activity => activity.Links.Any(link => link.Context.TraceId == caller.TraceId)).ToArray();
        Assert.Equal(
            [
                "podio.oauth.request Client Unset podio.oauth.grant_type=app server.address=127.0.0.1",
                "podio.oauth.request Client Error podio.oauth.grant_type=refresh_token server.address=127.0.0.1 error.type=invalid_client",
            ],
            own.Select(it =>
                $"{it.OperationName} {it.Kind} {it.Status} {string.Join(' ', it.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"));
        Assert.Superset(
            new HashSet<string>
            {
                "podio.oauth.request.duration s Histogram",
                "podio.oauth.renewals {renewal} LongSum",
                "podio.oauth.token.remaining_lifetime s DoubleGauge",
            },
            metrics.ToArray().Select(metric => $"{metric.Name} {metric.Unit} {metric.MetricType}").ToHashSet());
    }
}
