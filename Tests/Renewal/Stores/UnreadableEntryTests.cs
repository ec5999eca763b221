using System.Text;
using LanguageExt;
using Microsoft.AspNetCore.DataProtection;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>What cannot be read: what is another's is left as it is, and what is torn is nobody's anymore.</summary>
public sealed class UnreadableEntryTests
{
    private const string CoolDown = "cooldown/https%3A%2F%2Fapi.podio.com%2F/sample-client";

    private readonly Bench _bench = new() { Store = new InMemoryTokenStore() };

    public static TheoryData<string> Torn => new("", "{\"format\":\"podio-oauth\",\"ver");

    public static TheoryData<string> Foreign =>
        new("{}", "another program's", "{\"format\":\"podio-oauth\",\"version\":2,\"key\":\"x\"}");

    private static SavedLogin Elsewhere => new(new Token("a", "bearer", null, null, TokenReference.None, null), Bench.Start);

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_foreign_entry_is_left_as_it_is_whatever_is_asked(string content)
    {
        await using var app = _bench.OfApp();
        await IsLeftAsync(app.Key, content, () => app.GetTokenAsync());
        await using var person = _bench.OfPerson();
        await IsLeftAsync(person.Key, content, () => person.GetTokenAsync());
        await IsLeftAsync(person.Key, content, () => person.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri));
        await IsLeftAsync(person.Key, content, () => person.RestoreAsync(Elsewhere));
        await IsLeftAsync(person.Key, content, async () => await person.SignOutAsync());
        await IsLeftAsync(person.Key, content, async () =>
            (await _bench.Store.ForgetAsync(person.Key, timeProvider: _bench.Clock)).Map(_ => Elsewhere.Token));
    }

    [Theory]
    [MemberData(nameof(Torn))]
    public async Task An_app_starts_again_over_a_torn_entry_and_says_so(string content)
    {
        await using var source = _bench.OfApp();
        await WriteAsync(source.Key.ToString(), content);
        (await source.GetTokenAsync()).Right();
        var told = Assert.IsType<RenewalFailedEvent>(_bench.Events[0]);
        Assert.Equal(StoreProblem.Torn, Assert.IsType<StoreError>(told.Error).Problem);
        Assert.IsType<RenewedEvent>(_bench.Events[1]);
        await using var next = _bench.OfApp();
        (await next.GetTokenAsync()).Right();
        Assert.Equal(1, _bench.Exchanges);
    }

    [Theory]
    [MemberData(nameof(Torn))]
    public async Task A_person_s_torn_entry_is_left_and_named_with_its_key_and_the_cure(string content)
    {
        await using var source = _bench.OfPerson();
        await IsLeftAsync(source.Key, content, () => source.GetTokenAsync(), StoreProblem.Torn);
        await WriteAsync(source.Key.ToString(), content);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var error = Assert.IsType<StoreError>((await source.GetTokenAsync()).Left());
        Assert.Contains(source.Key.ToString(), error.Detail, StringComparison.Ordinal);
        Assert.Contains("sign in again or sign out", error.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Torn))]
    public async Task Signing_in_restoring_signing_out_and_forgetting_repair_a_torn_entry(string content)
    {
        await using (var source = _bench.OfPerson())
        {
            await WriteAsync(source.Key.ToString(), content);
            (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        }

        await using (var source = _bench.OfPerson())
        {
            await WriteAsync(source.Key.ToString(), content);
            (await source.RestoreAsync(Elsewhere)).Right();
        }

        await using (var source = _bench.OfPerson())
        {
            await WriteAsync(source.Key.ToString(), content);
            Assert.IsType<SignInAgainError>(await source.SignOutAsync());
            await WriteAsync(source.Key.ToString(), content);
            Assert.True((await _bench.Store.ForgetAsync(source.Key, timeProvider: _bench.Clock)).Right());
            Assert.NotNull((await _bench.Store.LookAtAsync(source.Key, _bench.Clock)).Right().SignedOutAt);
        }
    }

    [Fact]
    public async Task A_source_that_has_the_login_writes_it_over_a_torn_entry()
    {
        await using var source = _bench.OfPerson();
        var token = (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        await WriteAsync(source.Key.ToString(), "{");
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(token, (await source.GetTokenAsync()).Right());
        await using var next = _bench.OfPerson();
        (await next.GetTokenAsync()).Right();
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_cool_down_that_nobody_can_read_is_none()
    {
        await using var source = _bench.OfApp();
        await WriteAsync(CoolDown, "another month's");
        (await source.GetTokenAsync()).Right();
    }

    [Fact]
    public async Task With_lost_keys_of_data_protection_an_app_goes_on_and_a_person_signs_in_again()
    {
        var before = new Bench { Store = new ProtectedTokenStore(_bench.Store, new EphemeralDataProtectionProvider()) };
        await using var source = before.OfPerson();
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        await using var app = before.OfApp();
        (await app.GetTokenAsync()).Right();
        before.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(10))));
        app.ReportRejected((await app.GetTokenAsync()).Right().AccessToken);
        Assert.IsType<CoolingDownError>((await app.GetTokenAsync()).Left());

        var after = new Bench { Store = new ProtectedTokenStore(_bench.Store, new EphemeralDataProtectionProvider()) };
        await using var other = after.OfPerson();
        Assert.Equal(StoreProblem.Torn, Assert.IsType<StoreError>((await other.GetTokenAsync()).Left()).Problem);
        (await other.SignInAsync(SamplePodio.Codes[1], SamplePodio.RedirectUri)).Right();
        await using var otherApp = after.OfApp();
        (await otherApp.GetTokenAsync()).Right();
    }

    [Fact]
    public async Task A_lock_that_fails_is_the_store_s_error()
    {
        var bench = new Bench { Store = new WithoutLocks() };
        await using var source = bench.OfApp();
        var expected = TokenSourceError.Store(StoreProblem.Unreadable, nameof(TimeZoneNotFoundException));
        Assert.Equal(expected, (await source.GetTokenAsync()).Left());
        Assert.Equal(0, bench.Exchanges);
    }

    [Fact]
    public async Task Signing_in_and_restoring_keep_a_cool_down_that_is_stored()
    {
        var login = new SavedLogin(new Token("a", "bearer", TimeSpan.FromHours(1), "r", TokenReference.None, null), Bench.Start);
        await using (var source = _bench.OfPerson())
        {
            (await source.RestoreAsync(login)).Right();
            _bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromHours(2))));
            source.ReportRejected("a");
            Assert.IsType<CoolingDownError>((await source.GetTokenAsync()).Left());
        }

        await _bench.Store.RemoveAsync(CoolDown); // What is left of it is in the login's own entry.
        await using (var source = _bench.OfPerson())
        {
            (await source.RestoreAsync(login)).Right();
        }

        await using var next = _bench.OfPerson();
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<CoolingDownError>((await next.GetTokenAsync()).Left());
        Assert.Equal(1, _bench.Exchanges);
    }

    private async Task IsLeftAsync(
        LoginKey key, string content, Func<Task<Either<TokenSourceError, Token>>> ask, StoreProblem problem = StoreProblem.Foreign)
    {
        await WriteAsync(key.ToString(), content);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1)); // Nobody looks at a store that has just failed.
        Assert.Equal(problem, Assert.IsType<StoreError>((await ask()).Left()).Problem);
        Assert.Equal(content, Encoding.UTF8.GetString((await _bench.Store.ReadAsync(key.ToString()))!.Value.Span));
        Assert.Equal(0, _bench.Exchanges);
        await _bench.Store.RemoveAsync(key.ToString());
    }

    private Task WriteAsync(string key, string content) => _bench.Store.WriteAsync(key, Encoding.UTF8.GetBytes(content));

    private sealed class WithoutLocks : ITokenStore
    {
        public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
            throw new TimeZoneNotFoundException("with something in it");

        public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("It is read under its lock only.");

        public Task WriteAsync(
            string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("It is written under its lock only.");

        public Task RemoveAsync(string key, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("It is written under its lock only.");
    }
}
