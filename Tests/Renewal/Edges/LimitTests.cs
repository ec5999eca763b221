namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>Rate limits at their edges: none that is no wait, none that never ends, and none that a shorter one takes back.</summary>
public sealed class LimitTests
{
    private const string Shared = "cooldown/https%3A%2F%2Fapi.podio.com%2F/sample-client";

    private readonly Bench _bench = new();

    [Theory]
    [InlineData("0", null)]
    [InlineData("Tue, 11 Aug 2026 08:00:00 GMT", null)] // Past, and nobody knows by whose clock.
    [InlineData("Tue, 11 Aug 2026 08:00:00 GMT", "Tue, 11 Aug 2026 08:00:00 GMT")] // By a clock that is an hour behind.
    public async Task A_rate_limit_without_a_usable_Retry_After_header_still_delays_the_next_request(string retryAfter, string? date)
    {
        var calls = 0;
        TokenExchange exchange = (_, _) =>
        {
            calls++;
            var reply = new HttpReply(
                429, "application/json", Encoding.UTF8.GetBytes("""{"error":"rate_limit","error_description":"Please wait 300 seconds"}"""))
            {
                RetryAfter = [retryAfter],
                Date = date,
            };
            return Task.FromResult(TokenReply.Parse(reply));
        };
        await using var source = TokenSource.Unattended(exchange, Bench.App, _bench.Options);
        for (var call = 0; call < 200; call++)
        {
            Assert.IsType<CoolingDownError>(await source.ErrorAsync());
        }

        Assert.Equal(1, calls);
        _bench.Advance(TimeSpan.FromSeconds(300));
        await source.GetTokenAsync();
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_limit_of_a_century_ends_with_the_policy_s_longest_cool_down_a_sign_in_included()
    {
        var isBogus = true;
        var limited = TokenReply.Parse(new HttpReply(429, "application/json", "{}"u8.ToArray()) { RetryAfter = ["3000000000"] });
        await using var app = TokenSource.Unattended(
            (request, cancellationToken) => isBogus ? Task.FromResult(limited) : _bench.Exchange(request, cancellationToken),
            Bench.App, _bench.Options);
        Assert.Equal(TokenSourceError.CoolingDown(Bench.Start.AddDays(1)), await app.ErrorAsync());
        isBogus = false;
        Assert.IsType<CoolingDownError>((await _bench.Person.TryCodeAsync()).Left());
        _bench.Advance(TimeSpan.FromDays(1));
        await app.TokenAsync();
        (await _bench.Person.TryCodeAsync(_bench.NewCode())).Right();
    }

    [Fact]
    public async Task A_limit_of_a_century_from_an_earlier_version_ends_after_a_day()
    {
        var century = new RenewalState(origin: null) { RateLimitCoolDown = CoolDown.From(Bench.Start, TimeSpan.FromDays(36_000)) };
        await _bench.Store.WriteAsync(Shared, StoredEntry.Write(Shared, century));
        Assert.Equal(TokenSourceError.CoolingDown(Bench.Start.AddDays(1)), await _bench.AppSource.ErrorAsync());
        _bench.Advance(TimeSpan.FromDays(1));
        await _bench.AppSource.TokenAsync();
    }

    [Fact]
    public async Task A_shared_limit_is_not_replaced_by_a_shorter_one()
    {
        _bench.Hold();
        _bench.Arm(Fault.RateLimit(TimeSpan.FromHours(2)), Fault.RateLimit(TimeSpan.FromMinutes(1)));
        var (first, second) = (_bench.AppSource.GetTokenAsync(), _bench.Person.TryCodeAsync());
        await _bench.UntilExchangesAsync(2);

        _bench.Release();
        await Task.WhenAll(first, second);
        var entry = StoredEntry.Read(Shared, (await _bench.Store.ReadAsync(Shared))!.Value);
        Assert.Equal(Bench.Start.AddHours(2), entry.CoolDown!.Until);
    }

    [Fact]
    public async Task EndCoolDown_ends_it_here_and_for_the_next_reader()
    {
        _bench.Arm(Fault.RateLimit(TimeSpan.FromHours(2)));
        await _bench.AppSource.ErrorAsync();
        Assert.Null(await _bench.AppSource.EndCoolDownAsync());
        await _bench.AppSource.TokenAsync();
        await _bench.Person.SignInAsync();
        Assert.Equal(3, _bench.Exchanges);
    }

    [Fact]
    public async Task Retries_leave_the_lock_before_others_give_up_waiting_for_it()
    {
        var waits = new ArmedClock(); // Moved while a retry waits by it alone: under load the clock would outrun the flight.
        var retrying = _bench.Exchange.WithRetry(new RetryOptions
        {
            MaxRetries = 10,
            FirstWait = TimeSpan.FromSeconds(1),
            LongestWait = TimeSpan.FromHours(1),
            TimeProvider = waits,
            Share = () => 1,
        });
        await using var source = TokenSource.Unattended(retrying, Bench.App, _bench.Options);
        _bench.Arm(Fault.RateLimit(TimeSpan.FromSeconds(14)), Fault.RateLimit(TimeSpan.FromSeconds(14)));
        var asking = source.GetTokenAsync();
        while (!asking.IsCompleted)
        {
            if (waits.IsArmed)
            {
                _bench.Advance(TimeSpan.FromSeconds(1));
                waits.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Yield();
        }

        Assert.IsType<CoolingDownError>((await asking).Left());
        Assert.Equal(2, _bench.Exchanges);
        Assert.InRange(waits.GetUtcNow() - Bench.Start, TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(29));
    }

    // Then it counts as not sent.
    [Fact]
    public async Task A_rate_limited_code_can_be_sent_again_even_if_the_limit_could_not_be_shared()
    {
        var bench = Bench.Scripted();
        await using var source = bench.OfPerson();
        bench.Arm(Fault.RateLimit(TimeSpan.FromMinutes(1)));
        bench.Script.BeforeLock = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>((await source.TryCodeAsync()).Left());
        await using var other = bench.OfPerson();
        bench.Advance(TimeSpan.FromMinutes(2));
        await other.SignInAsync();
    }

    [Fact]
    public async Task EndCoolDown_also_ends_the_limit_of_API_calls()
    {
        await _bench.AppSource.TokenAsync();
        _bench.AppSource.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(10)));
        Assert.NotNull(_bench.AppSource.CallsLimitedUntil);
        Assert.Null(await _bench.AppSource.EndCoolDownAsync());
        Assert.Null(_bench.AppSource.CallsLimitedUntil);
    }

    [Fact]
    public async Task EndCoolDown_ends_no_limit_that_is_reported_meanwhile()
    {
        var source = _bench.AppSource;
        await source.TokenAsync();
        _bench.Advance(TimeSpan.FromMinutes(1));
        Task<TokenSourceError?> ending;
        await using (await _bench.Options.Store.LockAsync(source.Key.ToString(), TimeSpan.Zero))
        {
            ending = source.EndCoolDownAsync();
            source.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(10)));
        }

        Assert.Null(await ending);
        Assert.NotNull(source.CallsLimitedUntil);
        Assert.IsType<CoolingDownError>((await source.RenewAsync()).Left());
        await using var elsewhere = _bench.OfApp();
        Assert.IsType<CoolingDownError>((await elsewhere.RenewAsync()).Left());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task EndCoolDown_ends_the_cool_down_of_rejected_tokens_unless_it_began_meanwhile(bool isMeanwhile)
    {
        var source = _bench.AppSource;
        source.ReportRejected((await source.TokenAsync()).AccessToken);
        var renewed = (await source.TokenAsync()).AccessToken;
        if (!isMeanwhile)
        {
            source.ReportRejected(renewed);
            Assert.IsType<CoolingDownError>(await source.ErrorAsync());
        }

        Task<TokenSourceError?> ending;
        await using (await _bench.Options.Store.LockAsync(source.Key.ToString(), TimeSpan.Zero))
        {
            ending = source.EndCoolDownAsync();
            source.ReportRejected(renewed);
        }

        Assert.Null(await ending);
        Assert.Equal(isMeanwhile, (await source.GetTokenAsync()).IsLeft);
    }

    [Fact]
    public async Task Of_limits_that_are_reported_at_the_same_time_the_one_that_ends_last_applies()
    {
        var source = _bench.AppSource;
        await source.TokenAsync();
        Parallel.For(1, 1000, seconds => source.ReportRateLimited(RetryAfter.After(TimeSpan.FromSeconds(seconds % 600))));
        Assert.Equal(Bench.Start + TimeSpan.FromSeconds(599), source.CallsLimitedUntil);
    }
}
