using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;
using PodioOAuth.Functional.WebSignIn.Tests.Site;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>What the site keeps of people: no more than of those who are signed in, and no longer.</summary>
public sealed class StoreTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly InMemoryTokenStore _store;

    public StoreTests() => _store = new InMemoryTokenStore(_time);

    [Fact]
    public async Task Sign_ins_that_fail_leave_nothing()
    {
        await using var site = await StartAsync();
        using var guest = new Guest(site);
        for (var i = 0; i < 50; i++)
        {
            var state = Guest.StateOf(await guest.BeginAsync());
            Assert.Equal("/problem/code", (await guest.GetAsync($"/callback?code=made-up-{i}&state={state}")).Location);
        }

        Assert.Empty(await _store.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Whoever_never_signs_out_is_forgotten_with_the_cookie()
    {
        await using var site = await StartAsync();
        using var guest = new Guest(site);
        await guest.SignInAsync();
        _time.Advance(TimeSpan.FromHours(9));
        Assert.Equal(200, (await guest.GetAsync("/account")).Status); // With a new token; but its end does not move.
        _time.Advance(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        Assert.Single(await _store.ListAsync().ToListAsync());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(await _store.ListAsync().ToListAsync());
        Assert.Equal("/", (await guest.GetAsync("/account")).Location);
    }

    private Task<RunningSite> StartAsync() =>
        RunningSite.StartAsync(_time, services => services.AddPodioOAuth().UseStore(_ => _store));
}
