using PodioOAuth.Functional.InMemory.Tests.Wire;

namespace PodioOAuth.Functional.InMemory.Tests.Control;

/// <summary>An app's reply has no scope on Podio's page (PODIO 3.6), and podio-php reads one: a setting decides.</summary>
public sealed class AppScopeTests : IAsyncLifetime
{
    private readonly TestPodio _podio = new();
    private LocalPodio _server = null!;

    public async Task InitializeAsync() => _server = await LocalPodio.StartAsync(_podio.Podio);

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task The_control_plane_sets_the_scope_that_new_grants_of_apps_state_and_takes_it_away()
    {
        var control = new ControlClient(_server.Address);
        await control.DoAsync("PATCH", "/settings", """{"app_scope":"user:read app_654321:all"}""");
        await control.DoAsync("PATCH", "/settings", """{"access_token_seconds":28800}""");
        var stated = _podio.ByApp();
        Assert.Equal("user:read app_654321:all", Reply.Json(stated).GetProperty("scope").GetString());
        await control.DoAsync("PATCH", "/settings", """{"app_scope":null}""");
        Assert.Equal(PodioSettings.Default, _podio.Podio.State.Settings);
        Assert.Equal(Reply.OfApp, Reply.Masked(_podio.ByApp()));
        Assert.True(Reply.Json(_podio.Refresh(Reply.RefreshToken(stated))).TryGetProperty("scope", out _)); // What was granted stays.
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("")]
    public async Task An_unknown_scope_is_refused_and_nothing_changes(string scope)
    {
        var (status, body) = await new ControlClient(_server.Address).SendAsync(
            "PATCH", "/settings", $$"""{"access_token_seconds":1,"app_scope":"{{scope}}"}""");
        Assert.Equal(400, status);
        Assert.Equal("""{"error":"app_scope isn\u0027t a valid scope: use pairs such as user:read, separated by spaces."}""", body);
        Assert.Equal(PodioSettings.Default, _podio.Podio.State.Settings);
    }
}
