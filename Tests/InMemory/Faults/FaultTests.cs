using System.Globalization;

namespace PodioOAuth.Functional.InMemory.Tests.Faults;

/// <summary>Faults in the machine and over its transport: what the client sees, what was carried out, and that each is spent
/// once.</summary>
public sealed class FaultTests
{
    private static readonly TokenRequest App = new(
        new ClientCredentials("my-client", "client+secret"), Grant.App(TestPodio.AppId, "0123456789abcdef"));

    private readonly TestPodio _podio = new();

    /// <summary>A fault, what the client sees of it, and whether a token was issued.</summary>
    public static TheoryData<string, string, bool> Seen => new()
    {
        { "refuse", "Unreachable ConnectionRefused False", false },
        { "drop reply", "Unreachable ConnectionLost True", true },
        { "cut before headers", "Unreachable ConnectionLost True", false },
        { "cut inside headers", "Unreachable ConnectionLost True", false },
        { "cut inside body, carried out", "Unreachable ConnectionLost True", true },
        { "reject", "Rejected 400 invalid_grant oauth.grant.expired", false },
        { "reject 403", "Rejected 403 forbidden ", false },
        { "rate limit 300", "RateLimited 420 00:05:00", false },
        { "rate limit", "RateLimited 420 unknown", false },
        { "unavailable", "Unavailable 503 unknown", false },
        { "unavailable 502, 30", "Unavailable 502 00:00:30", false },
        { "garbage", "MalformedReply 200 NotJson", false },
    };

    [Theory, MemberData(nameof(Seen))]
    public async Task A_fault_occurs_once_and_then_requests_succeed(string name, string seen, bool isCarriedOut)
    {
        _podio.Podio.Update(state => state.Arm(Named(name)));
        Assert.Equal(seen, Show((await _podio.Podio.Transport.RequestTokenAsync(App)).Left()));
        Assert.Equal(isCarriedOut ? 1 : 0, TokensIssued());
        Assert.True((await _podio.Podio.Transport.RequestTokenAsync(App)).IsRight);
    }

    [Fact]
    public async Task A_dropped_reply_has_used_up_the_refresh_token()
    {
        var first = (await _podio.Podio.Transport.RequestTokenAsync(App)).Right();
        var refresh = App with { Grant = Grant.RefreshToken(first.RefreshToken) };
        _podio.Podio.Update(state => state.Arm(Fault.DropReply));
        Assert.IsType<UnreachableError>((await _podio.Podio.Transport.RequestTokenAsync(refresh)).Left());
        Assert.IsType<RejectedError>((await _podio.Podio.Transport.RequestTokenAsync(refresh)).Left());
        Assert.Equal(TokenReference.App(TestPodio.AppId), _podio.Podio.State.ReferenceOf(first.AccessToken, TestPodio.Start));
    }

    [Fact]
    public async Task A_late_reply_arrives_when_it_is_due_and_was_processed_at_once()
    {
        _podio.Podio.Update(state => state.Arm(Fault.Delay(TimeSpan.FromSeconds(30))));
        var asking = _podio.Podio.Transport.RequestTokenAsync(App);
        Assert.Equal(1, TokensIssued());
        _podio.Clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(asking.IsCompleted);
        _podio.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True((await asking).IsRight);
    }

    [Fact]
    public async Task A_caller_that_cancels_does_not_wait_for_a_late_reply()
    {
        using var cancelled = new CancellationTokenSource();
        _podio.Podio.Update(state => state.Arm(Fault.Delay(TimeSpan.FromDays(1))));
        var asking = _podio.Podio.Transport.RequestTokenAsync(App, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(1, TokensIssued());
    }

    [Fact]
    public void Faults_wait_in_line_each_for_its_path()
    {
        _podio.Podio.Update(state => state
            .Arm(Fault.Unavailable(502), path: "/oauth/token/v2")
            .Arm(Fault.Reject("first"), times: 2)
            .Arm(Fault.Reject("second")));
        Assert.Equal("first", Reply.Error(_podio.ByApp()));
        Assert.Equal(502, _podio.ByApp(WireFormat.Json).Status);
        Assert.Equal("first", Reply.Error(_podio.ByApp(WireFormat.Json)));
        Assert.Equal("second", Reply.Error(_podio.ByApp()));
        Assert.Equal(200, _podio.ByApp().Status);
    }

    [Fact]
    public void Armed_faults_can_be_disarmed()
    {
        _podio.Podio.Update(state => state.Arm(Fault.Refuse, times: 1000).Disarm());
        Assert.Equal(200, _podio.ByApp().Status);
    }

    [Fact]
    public void A_rejection_has_Podios_envelope_and_a_gateways_page_its_own()
    {
        _podio.Podio.Update(state => state.Arm(Fault.Reject("invalid_grant", "oauth.grant.expired")).Arm(Fault.Unavailable()));
        Assert.Equal(
            Envelope.Whole(
                """
                {"error":"invalid_grant","error_detail":"oauth.grant.expired",
                "error_description":"Rejected, because a test asked for it.","error_parameters":{},"error_propagate":false,
                """,
                "/oauth/token"),
            Reply.Text(_podio.ByApp()));
        var page = _podio.ByApp();
        Assert.Equal("text/html", page.RevealHeader("Content-Type"));
        Assert.StartsWith("<html>\r\n<head><title>503 Service Temporarily Unavailable</title>", Reply.Text(page), StringComparison.Ordinal);
        Assert.Equal("Tue, 11 Aug 2026 09:15:00 GMT", page.RevealHeader("Date"));
    }

    [Fact]
    public void A_fault_outside_its_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("at", () => Fault.Cut((CutPoint)3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Delay(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Delay(TimeSpan.FromDays(1.01)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.RateLimit(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Reject("e", status: 500));
        Assert.Throws<ArgumentException>("error", () => Fault.Reject(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Unavailable(499));
        Assert.Throws<ArgumentNullException>("reply", () => Fault.Reply(null!));
        Assert.Throws<ArgumentNullException>("fault", () => TestPodio.State.Arm(null!));
        Assert.Throws<ArgumentOutOfRangeException>("times", () => TestPodio.State.Arm(Fault.Refuse, times: 0));
        Assert.Throws<ArgumentOutOfRangeException>("times", () => TestPodio.State.Arm(Fault.Refuse, times: 1001));
    }

    internal static Fault Named(string name) => name switch
    {
        "refuse" => Fault.Refuse,
        "drop reply" => Fault.DropReply,
        "cut before headers" => Fault.Cut(CutPoint.BeforeHeaders),
        "cut inside headers" => Fault.Cut(CutPoint.InsideHeaders),
        "cut inside body, carried out" => Fault.Cut(CutPoint.InsideBody, isCarriedOut: true),
        "reject" => Fault.Reject("invalid_grant", "oauth.grant.expired"),
        "reject 403" => Fault.Reject("forbidden", status: 403),
        "rate limit 300" => Fault.RateLimit(TimeSpan.FromSeconds(299.5)),
        "rate limit" => Fault.RateLimit(wait: null),
        "unavailable" => Fault.Unavailable(),
        "unavailable 502, 30" => Fault.Unavailable(502, TimeSpan.FromSeconds(30)),
        "garbage" => Fault.Reply(new HttpReply(200, "application/json", Encoding.UTF8.GetBytes("oops"))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such fault."),
    };

    internal static string Show(OAuthError error) => error.Match(
        invalidInput: e => "InvalidInput " + e.Fields.Count,
        unreachable: e => $"Unreachable {e.Reason} {e.MayHaveBeenProcessed}",
        rejected: e => $"Rejected {e.Facts.Status} {e.Code} {e.Detail}",
        rateLimited: e => $"RateLimited {e.Facts.Status} {Show(e.Facts.RetryAfter)}",
        secondFactorRequired: _ => "SecondFactorRequired",
        unavailable: e => $"Unavailable {e.Facts.Status} {Show(e.Facts.RetryAfter)}",
        malformedReply: e => $"MalformedReply {e.Facts.Status} {e.Problem}");

    private static string Show(RetryAfter when) => when.Match(
        after: wait => wait.ToString("c", CultureInfo.InvariantCulture), at: _ => "at", unknown: () => "unknown");

    private int TokensIssued() =>
        int.Parse(_podio.Podio.State.ToString().Split("AccessTokens = ")[1].Split(',')[0], CultureInfo.InvariantCulture);
}
