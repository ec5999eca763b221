namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A sign-in that fails leaves the login that it was to replace.</summary>
public sealed class SignInOverLoginTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task A_refused_code_leaves_the_old_login_and_is_answered_by_its_own_error()
    {
        await using var source = _bench.OfPerson();
        var old = await SignInAsync(source);
        Assert.Equal(
            TokenSourceError.SignInAgain(SignInReason.CodeRejected),
            (await source.SignInAsync("unknown", SamplePodio.RedirectUri)).Left());
        Assert.True(Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).IsOldTokenServed);
        Assert.Equal(old, (await source.GetTokenAsync()).Right());
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(old, (await source.GetTokenAsync()).Right());
    }

    [Fact]
    public async Task A_refused_code_is_no_reason_to_wait_with_a_renewal()
    {
        await using var source = _bench.OfPerson();
        await SignInAsync(source);
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        (await source.SignInAsync("unknown", SamplePodio.RedirectUri)).Left();
        (await source.GetTokenAsync()).Right();
    }

    [Fact]
    public async Task Who_asks_while_a_code_is_refused_gets_a_token_of_the_old_login()
    {
        await using var source = _bench.OfPerson();
        await SignInAsync(source);
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (signingIn, asking) = (source.SignInAsync("unknown", SamplePodio.RedirectUri), source.GetTokenAsync());
        _bench.Gate.SetResult();
        (await signingIn).Left();
        (await asking).Right();
    }

    [Fact]
    public async Task A_code_whose_reply_was_lost_is_told_of_once_and_the_old_login_goes_on()
    {
        await using var source = _bench.OfPerson();
        await SignInAsync(source);
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        _bench.Podio.Update(state => state.Arm(Fault.DropReply));
        Assert.IsType<ExchangeError>((await source.SignInAsync(SamplePodio.Codes[1], SamplePodio.RedirectUri)).Left());

        await using var next = _bench.OfPerson();
        (await next.GetTokenAsync()).Right();
        await using var third = _bench.OfPerson();
        (await third.GetTokenAsync()).Right();

        var undecided = TokenSourceError.Undecided(Bench.Start.AddHours(1));
        Assert.Equal(
            new RenewalFailedEvent(undecided, IsOldTokenServed: true),
            Assert.Single(_bench.Events.OfType<RenewalFailedEvent>(), told => told.Error == undecided));
    }

    [Fact]
    public async Task A_code_whose_reply_was_lost_names_the_end_where_the_old_login_gives_none()
    {
        await using var source = _bench.OfPerson();
        await SignInAsync(source);
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        _bench.Podio.Update(state => state.RevokeAll());
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.RefreshTokenRejected), (await source.GetTokenAsync()).Left());
        var code = _bench.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);
        _bench.Podio.Update(state => state.Arm(Fault.DropReply));
        (await source.SignInAsync(code, SamplePodio.RedirectUri)).Left();
        Assert.Equal(TokenSourceError.Undecided(Bench.Start.AddHours(8)), (await source.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task A_warning_may_come_after_more_days_than_a_timer_takes()
    {
        var options = _bench.Options with { Policy = new RenewalPolicy { WarnAfter = TimeSpan.FromDays(120) } };
        await using var source = TokenSource.SignedIn(_bench.Exchange, SamplePodio.Client, "jane", options: options);
        await SignInAsync(source);
        _bench.Clock.Advance(TimeSpan.FromDays(120) - TimeSpan.FromSeconds(1));
        Assert.Empty(_bench.Events.OfType<RefreshTokenAgingEvent>());
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(_bench.Events.OfType<RefreshTokenAgingEvent>());
    }

    [Fact]
    public void A_store_s_detail_is_escaped_in_whatever_prints_it() => Assert.Equal(
        "StoreError { Problem = Unreadable, Detail = a\\u000ab }", TokenSourceError.Store(StoreProblem.Unreadable, "a\nb").ToString());

    private static async Task<Token> SignInAsync(SignedInTokenSource source) =>
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
}
