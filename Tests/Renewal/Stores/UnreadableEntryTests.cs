using System.Text;
using LanguageExt;
using Microsoft.AspNetCore.DataProtection;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>Whatever a source is asked for, what it cannot read is left as it is, and nothing is sent.</summary>
public sealed class UnreadableEntryTests
{
    private const string CoolDown = "cooldown/https%3A%2F%2Fapi.podio.com%2F/sample-client";

    private readonly Bench _bench = new() { Store = new InMemoryTokenStore() };

    public static TheoryData<string, StoreProblem> Contents => new()
    {
        { "", StoreProblem.Torn },
        { "{\"format\":\"podio-oauth\",\"ver", StoreProblem.Torn },
        { "{}", StoreProblem.Foreign },
        { "another program's", StoreProblem.Foreign },
        { "{\"format\":\"podio-oauth\",\"version\":2,\"key\":\"x\"}", StoreProblem.Foreign },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task An_app_s_entry_is_left_as_it_is(string content, StoreProblem problem)
    {
        await using var source = _bench.OfApp();
        await IsLeftAsync(source.Key.ToString(), content, problem, () => source.GetTokenAsync());
        await IsLeftAsync(CoolDown, content, problem, () => source.GetTokenAsync());
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task A_person_s_entry_is_left_as_it_is(string content, StoreProblem problem)
    {
        var login = new SavedLogin(new Token("a", "bearer", null, null, TokenReference.None, null), Bench.Start);
        await using var source = _bench.OfPerson();
        foreach (var name in new[] { source.Key.ToString(), CoolDown })
        {
            await IsLeftAsync(name, content, problem, () => source.GetTokenAsync());
            await IsLeftAsync(name, content, problem, () => source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri));
            await IsLeftAsync(name, content, problem, () => source.RestoreAsync(login));
        }
    }

    [Fact]
    public async Task Nor_is_one_that_was_protected_with_other_keys()
    {
        var before = new Bench { Store = new ProtectedTokenStore(_bench.Store, new EphemeralDataProtectionProvider()) };
        await using var source = before.OfPerson();
        Bench.Right(await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri));
        var entry = (await _bench.Store.ReadAsync(source.Key.ToString()))!.Value;
        var after = new Bench { Store = new ProtectedTokenStore(_bench.Store, new EphemeralDataProtectionProvider()) };
        await using var other = after.OfPerson();
        Assert.IsType<StoreError>(Bench.Left(await other.GetTokenAsync()));
        Assert.IsType<StoreError>(Bench.Left(await other.SignInAsync(SamplePodio.Codes[1], SamplePodio.RedirectUri)));
        Assert.Equal(entry.ToArray(), (await _bench.Store.ReadAsync(source.Key.ToString()))!.Value.ToArray());
        Assert.Equal(0, after.Exchanges);
    }

    [Fact]
    public async Task A_lock_that_fails_is_the_store_s_error()
    {
        var bench = new Bench { Store = new WithoutLocks() };
        await using var source = bench.OfApp();
        var expected = TokenSourceError.Store(StoreProblem.Unreadable, nameof(TimeZoneNotFoundException));
        Assert.Equal(expected, Bench.Left(await source.GetTokenAsync()));
        Assert.Equal(0, bench.Exchanges);
    }

    [Fact]
    public async Task Signing_in_and_restoring_keep_a_cool_down_that_is_stored()
    {
        var login = new SavedLogin(new Token("a", "bearer", TimeSpan.FromHours(1), "r", TokenReference.None, null), Bench.Start);
        await using (var source = _bench.OfPerson())
        {
            Bench.Right(await source.RestoreAsync(login));
            _bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromHours(2))));
            source.ReportRejected("a");
            Assert.IsType<CoolingDownError>(Bench.Left(await source.GetTokenAsync()));
        }

        await _bench.Store.RemoveAsync(CoolDown); // What is left of it is in the login's own entry.
        await using (var source = _bench.OfPerson())
        {
            Bench.Right(await source.RestoreAsync(login));
        }

        await using var next = _bench.OfPerson();
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<CoolingDownError>(Bench.Left(await next.GetTokenAsync()));
        Assert.Equal(1, _bench.Exchanges);
    }

    private async Task IsLeftAsync(string key, string content, StoreProblem problem, Func<Task<Either<TokenSourceError, Token>>> ask)
    {
        await _bench.Store.WriteAsync(key, Encoding.UTF8.GetBytes(content));
        Assert.Equal(problem, Assert.IsType<StoreError>(Bench.Left(await ask())).Problem);
        Assert.Equal(content, Encoding.UTF8.GetString((await _bench.Store.ReadAsync(key))!.Value.Span));
        Assert.Equal(0, _bench.Exchanges);
        await _bench.Store.RemoveAsync(key);
    }

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
