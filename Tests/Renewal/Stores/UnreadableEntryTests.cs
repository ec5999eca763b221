using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>What cannot be read: what is another's is left as it is, and what is torn is nobody's anymore.</summary>
public sealed class UnreadableEntryTests
{
    private const string CoolDown = "cooldown/https%3A%2F%2Fapi.podio.com%2F/sample-client";

    private readonly Bench _bench = new();

    public static TheoryData<string> Torn => new("", "{\"format\":\"podio-oauth\",\"ver");

    public static TheoryData<string> Foreign => new("{}", "another program's", "{\"format\":\"podio-oauth\",\"version\":2,\"key\":\"x\"}");

    private static SavedLogin Elsewhere => new(new Token("a", "bearer", null, null, TokenReference.None, null), Bench.Start);

    [Theory, MemberData(nameof(Foreign))]
    public async Task A_foreign_entry_is_left_unchanged_by_every_operation(string content)
    {
        await IsLeftAsync(_bench.AppSource.Key, content, () => _bench.AppSource.GetTokenAsync());
        await IsLeftAsync(_bench.Person.Key, content, () => _bench.Person.GetTokenAsync());
        await IsLeftAsync(_bench.Person.Key, content, () => _bench.Person.TryCodeAsync());
        await IsLeftAsync(_bench.Person.Key, content, () => _bench.Person.RestoreAsync(Elsewhere));
        await IsLeftAsync(_bench.Person.Key, content, async () => await _bench.Person.SignOutAsync());
        await IsLeftAsync(_bench.Person.Key, content, async () =>
            (await _bench.Store.ForgetAsync(_bench.Person.Key, timeProvider: _bench.Clock)).Map(_ => Elsewhere.Token));
    }

    [Theory, MemberData(nameof(Torn))]
    public async Task An_app_starts_again_over_a_torn_entry_and_says_so(string content)
    {
        await WriteAsync(_bench.AppSource.Key.ToString(), content);
        await _bench.AppSource.TokenAsync();
        var told = Assert.IsType<RenewalFailedEvent>(_bench.Events[0]);
        var error = Assert.IsType<StoreError>(told.Error);
        Assert.Equal(StoreProblem.Torn, error.Problem);
        Assert.Matches("^the entry can't be read at byte [0-9]+$", error.Detail); // There is nothing that one has to do.
        Assert.IsType<RenewedEvent>(_bench.Events[1]);
        (await _bench.AppElsewhereAsync()).Right();
        Assert.Equal(1, _bench.Exchanges);
    }

    [Theory, MemberData(nameof(Torn))]
    public async Task A_persons_torn_entry_is_kept_and_reported_with_the_fix_and_without_the_name(string content)
    {
        await IsLeftAsync(_bench.Person.Key, content, () => _bench.Person.GetTokenAsync(), StoreProblem.Torn);
        await WriteAsync(_bench.Person.Key.ToString(), content);
        _bench.Advance(TimeSpan.FromSeconds(1));
        var error = Assert.IsType<StoreError>(await _bench.Person.ErrorAsync());
        Assert.DoesNotContain(_bench.Person.Key.Name, $"{error} {error.Describe()}", StringComparison.Ordinal);
        Assert.Contains("sign in again or sign out", error.Describe(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Torn))]
    public async Task Signing_in_restoring_signing_out_and_forgetting_repair_a_torn_entry(string content)
    {
        foreach (var repair in new Func<SignedInTokenSource, Task>[]
        {
            source => source.SignInAsync(),
            async source => (await source.RestoreAsync(Elsewhere)).Right(),
            async source => Assert.IsType<SignInAgainError>(await source.SignOutAsync()),
            async source => Assert.True((await _bench.Store.ForgetAsync(source.Key, timeProvider: _bench.Clock)).Right()),
        })
        {
            await using var source = _bench.OfPerson();
            await WriteAsync(source.Key.ToString(), content);
            await repair(source);
            var stored = (await _bench.Store.LookAtAsync(source.Key, _bench.Clock)).Right();
            Assert.True(stored.SignedOutAt is null == stored.Login is not null);
            Assert.Equal(stored.Login is null, (await source.GetTokenAsync()).IsLeft);
        }
    }

    [Fact]
    public async Task A_source_with_the_login_replaces_a_torn_entry()
    {
        var token = await _bench.Person.SignInAsync();
        await WriteAsync(_bench.Person.Key.ToString(), "{");
        _bench.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(token, await _bench.Person.TokenAsync());
        (await _bench.PersonElsewhereAsync()).Right();
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task An_unreadable_cool_down_is_ignored_and_is_in_the_diagnostics_of_the_failure()
    {
        await WriteAsync(CoolDown, "another month's");
        (await _bench.AppElsewhereAsync()).Right();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Arm(Fault.Unavailable());
        (await _bench.AppElsewhereAsync()).Left();
        var diagnosis = Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).Diagnosis;
        Assert.Contains(nameof(StoreException), diagnosis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_fails_is_the_store_s_error_and_nothing_is_read_or_written_without_it()
    {
        var bench = Bench.Scripted();
        bench.Script.BeforeLock = () => throw new TimeZoneNotFoundException("with something in it");
        bench.Script.BeforeWrite = () => throw new InvalidOperationException("It is written under its lock only.");
        var expected = TokenSourceError.Store(StoreProblem.Unreadable, nameof(TimeZoneNotFoundException));
        Assert.Equal(expected, (await bench.AppElsewhereAsync()).Left());
        Assert.Equal((0, 0), (bench.Script.Reads, bench.Exchanges));
    }

    [Fact]
    public async Task Ending_a_cool_down_and_a_limit_keep_an_unreadable_login()
    {
        await WriteAsync(_bench.Person.Key.ToString(), "{\"format\":\"podio-oauth\",\"ver");
        Assert.Equal(StoreProblem.Torn, Assert.IsType<StoreError>(await _bench.Person.EndCoolDownAsync()).Problem);
        _bench.Person.ReportRateLimited(RetryAfter.After(TimeSpan.FromMinutes(5)));
        await _bench.Person.RenewAsync(); // After the limit was written.
        Assert.Equal("{\"format\":\"podio-oauth\",\"ver", await ReadAsync(_bench.Person.Key.ToString()));
    }

    [Fact]
    public async Task Signing_in_and_restoring_keep_a_cool_down_that_is_stored()
    {
        var login = new SavedLogin(new Token("a", "bearer", TimeSpan.FromHours(1), "r", TokenReference.None, null), Bench.Start);
        await using (var source = _bench.OfPerson())
        {
            (await source.RestoreAsync(login)).Right();
            _bench.Arm(Fault.RateLimit(TimeSpan.FromHours(2)));
            source.ReportRejected("a");
            Assert.IsType<CoolingDownError>(await source.ErrorAsync());
        }

        await _bench.Store.RemoveAsync(CoolDown); // What is left of it is in the login's own entry.
        await using (var source = _bench.OfPerson())
        {
            (await source.RestoreAsync(login)).Right();
        }

        _bench.Advance(TimeSpan.FromHours(1));
        Assert.IsType<CoolingDownError>((await _bench.PersonElsewhereAsync()).Left());
        Assert.Equal(1, _bench.Exchanges);
    }

    private async Task IsLeftAsync(
        LoginKey key, string content, Func<Task<Either<TokenSourceError, Token>>> ask, StoreProblem problem = StoreProblem.Foreign)
    {
        await WriteAsync(key.ToString(), content);
        _bench.Advance(TimeSpan.FromSeconds(1)); // Nobody looks at a store that has just failed.
        Assert.Equal(problem, Assert.IsType<StoreError>((await ask()).Left()).Problem);
        Assert.Equal(content, await ReadAsync(key.ToString()));
        Assert.Equal(0, _bench.Exchanges);
        await _bench.Store.RemoveAsync(key.ToString());
    }

    private Task WriteAsync(string key, string content) => _bench.Store.WriteAsync(key, Encoding.UTF8.GetBytes(content));

    private async Task<string> ReadAsync(string key) => Encoding.UTF8.GetString((await _bench.Store.ReadAsync(key))!.Value.Span);
}
