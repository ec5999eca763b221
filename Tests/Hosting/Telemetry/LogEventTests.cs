using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace PodioOAuth.Functional.Hosting.Tests.Telemetry;

/// <summary>Event ids are stable: alerts hang on them.</summary>
public sealed class LogEventTests : OnServed
{
    [Fact]
    public void Ids_names_and_levels_are_these() => Assert.Equal(
        [
            "1 Renewed Information",
            "2 RenewalFailed Warning",
            "3 CoolingDown Warning",
            "4 RefreshTokenAging Warning",
            "5 SignedOut Information",
            "6 RenewalDiagnosed Debug",
            "10 TokenRefused Information",
            "11 RateLimited Warning",
            "12 Replayed Debug",
            "13 HeldBack Debug",
            "20 SettingsRejected Warning",
            "30 NotKeptAlive Warning",
            "31 LoginsNotListed Warning",
        ],
        typeof(PodioLog).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(method => (method.Name, Message: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(method => method.Message is not null)
            .OrderBy(method => method.Message!.EventId)
            .Select(method => $"{method.Message!.EventId} {method.Name} {method.Message.Level}"));

    [Fact]
    public async Task What_happens_is_logged_under_its_id()
    {
        await Served.CallAsync();
        Served.Podio.MoveClock(TimeSpan.FromHours(9));
        await Served.CallAsync();
        Served.Arm(Fault.RateLimit(TimeSpan.FromSeconds(60)), "/echo");
        await Served.CallAsync();
        while (!Served.Log.Events.Contains(3))
        {
            await Task.Yield(); // The limit is shared in the background.
        }

        Served.Clock.Advance(TimeSpan.FromHours(9));
        Served.Podio.Update(state => state.Arm(Fault.Unavailable(), "/oauth/token").Arm(Fault.RateLimit(null), "/oauth/token"));
        await Served.CallInVainAsync();
        Served.Clock.Advance(TimeSpan.FromMinutes(1));
        await Served.CallInVainAsync();
        Assert.Equal([1, 10, 1, 12, 11, 3, 2, 3], Served.Log.Events);
    }

    [Fact]
    public async Task Exceptions_are_logged_at_the_level_Debug_only()
    {
        Served.Collection.AddPodioOAuth().Decorate((_, _) => (request, _) =>
            throw new NotSupportedException($"of /srv/podio with {request.Client.ClientSecret.Reveal()}"));
        _ = await Served.Sources.Get("crm").GetTokenAsync();
        Assert.Equal([2, 6], Served.Log.Events);
        var told = Served.Log.Entries.Where(entry => entry.Event is 2 or 6).Select(entry => entry.Text).ToList();
        Assert.DoesNotContain("/srv/podio", told[0], StringComparison.Ordinal);
        Assert.Contains("System.NotSupportedException: of /srv/podio", told[1], StringComparison.Ordinal);
        Assert.DoesNotContain(SamplePodio.Client.ClientSecret.Reveal(), told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_header_with_a_token_is_logged_whatever_else_is_and_nobody_by_his_address()
    {
        Served.AddClient("jane").RedactLoggedHeaders(_ => false);
        await Served.CallAsync("jane");
        Assert.Contains(Served.Log.Entries, entry => entry.Text.Contains("Authorization", StringComparison.Ordinal));
        Assert.DoesNotContain(Served.Log.Entries, entry => entry.Text.Contains("OAuth2", StringComparison.Ordinal));
        Assert.Equal(["a password login"], Served.Log.Values(1, "Login"));
    }

    [Fact]
    public async Task Nobody_is_named_above_the_level_Debug_whose_stored_login_cannot_be_read()
    {
        var store = new InMemoryTokenStore();
        Served.Collection.AddPodioOAuth().UseStore(_ => store).KeepAlive();
        Served.Collection.AddHealthChecks().AddPodioTokenCheck("person");
        Served.Configuration["Podio:Sources:person:Login"] = "jane";
        await store.WriteAsync(Served.Sources.Get("jane").Key.ToString(), "{"u8.ToArray());
        await store.WriteAsync(Served.Sources.Get("person").Key.ToString(), "{"u8.ToArray());
        await Served.Services.GetServices<IHostedService>().OfType<KeepAliveService>().Single().LookAsync(default);
        await Served.TokenAsync("jane");
        var health = await Served.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal([30, 30, 2, 1, 2, 6], Served.Log.Events);
        Assert.DoesNotContain(
            Served.Log.Entries,
            entry => entry.Category == PodioLog.Category && entry.Level >= LogLevel.Information
                && entry.Text.Contains("jane", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("jane", Assert.Single(health.Entries).Value.Description, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_call_that_is_held_back_is_logged()
    {
        Served.AddClient("held").AddPodioToken("crm", options => options.HoldBack = TimeSpan.Zero);
        Served.Arm(Fault.RateLimit(TimeSpan.FromSeconds(60)), "/echo");
        await Served.CallAsync("held");
        await Served.CallInVainAsync("held");
        Assert.Equal([1, 11, 13], Served.Log.Events.Where(id => id != 3)); // The observer hears of the limit by and by.
    }
}
