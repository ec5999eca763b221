using System.Diagnostics;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>What the site keeps of people: no more than of those who are signed in, and no longer.</summary>
public sealed class StoreTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly InMemoryTokenStore _store;

    public StoreTests() => _store = new InMemoryTokenStore(_time);

    // Whoever means harm keeps the cookie that a browser would drop, and so needs to begin but once.
    [Fact]
    public async Task Made_up_codes_by_the_thousand_leave_nothing_and_spend_little_of_the_quota()
    {
        const int PerMinute = 30;
        await using var site = await StartAsync();
        using var guest = new Guest(site);
        var state = Guest.StateOf(await guest.BeginAsync());
        var cookie = guest.Cookies.Single(it => it.Name.StartsWith("signing-in-", StringComparison.Ordinal));
        using var client =
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
        var (watch, ends) = (Stopwatch.StartNew(), new ConcurrentBag<string?>());
        await Parallel.ForAsync(0, 2000, async (i, _) =>
        {
            var (reply, _) = await HttpsTests.SendAsync(
                client, HttpMethod.Get, $"/callback?code=made-up-{i}&state={state}", $"{cookie.Name}={cookie.Value}");
            ends.Add(reply.Location);
        });
        var most = PerMinute * (int)(watch.Elapsed.TotalMinutes + 2); // Of each minute that it took, the first and the last included.
        Assert.InRange(site.Podio.Requests.Count(request => request.Path == "/oauth/token"), PerMinute, most);
        Assert.InRange(ends.Count(end => end == "/problem/code"), PerMinute, most);
        Assert.All(ends, end => Assert.Contains(end, new[] { "/problem/code", "/problem/too-many" }));
        Assert.Equal((0, 0), _store.Count);
    }

    [Fact]
    public async Task A_user_who_never_signs_out_is_forgotten_with_the_cookie()
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

    private Task<RunningSite> StartAsync() => RunningSite.StartAsync(_time, services => services.AddPodioOAuth().UseStore(_ => _store));
}
