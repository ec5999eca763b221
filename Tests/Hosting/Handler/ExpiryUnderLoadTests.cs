using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Hundreds of calls are under way when the token dies: none is lost, and Podio is asked for one token.</summary>
public sealed class ExpiryUnderLoadTests
{
    private const int Calls = 300;

    [Theory]
    [InlineData("revoked", 2)] // Its refresh token with it: that is tried, and then the app begins anew.
    [InlineData("expired at Podio alone", 1)]
    public async Task No_call_is_lost_and_the_token_is_renewed_once(string death, int exchanges)
    {
        await using var podio = await Served.StartAsync();
        await using var crowd = CrowdOf(podio);
        var old = (await crowd.Services.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync()).Right();
        var calls = await crowd.StartAsync(Calls);
        Kill(podio, old, death);
        crowd.Release();

        var bodies = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, Calls).Select(i => $"[{i}]"), bodies);
        Assert.Equal(1 + exchanges, podio.Exchanges);
        Assert.Equal(2 * Calls, podio.CallsOf("/echo"));
    }

    [Fact]
    public async Task A_token_that_is_refused_again_makes_no_storm()
    {
        await using var podio = await Served.StartAsync();
        await using var crowd = CrowdOf(podio);
        _ = await crowd.Services.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync();
        podio.Podio.Update(state => state.Arm(Fault.Reject("invalid_token", status: 401), "/echo", times: 1000));
        var calls = await crowd.StartAsync(Calls);
        crowd.Release();

        var outcomes = await Task.WhenAll(calls.Select(OutcomeAsync));
        Assert.All(outcomes, outcome => Assert.Contains(outcome, new[] { "401", nameof(CoolingDownError) }));
        Assert.Equal(2, podio.Exchanges);
        Assert.InRange(podio.CallsOf("/echo"), Calls + 1, 2 * Calls);
        var before = podio.CallsOf("/echo");

        using var client = crowd.Services.Client("crowd");
        for (var i = 0; i < 50; i++)
        {
            await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(podio.Echo));
        }

        Assert.Equal((2, before), (podio.Exchanges, podio.CallsOf("/echo")));
    }

    private static Crowd CrowdOf(Served podio)
    {
        var gate = new GateHandler();
        var services = podio.Services();
        services.AddHttpClient("crowd")
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { MaxConnectionsPerServer = 32 })
            .AddPodioToken("crm")
            .AddHttpMessageHandler(() => gate);
        return new Crowd(podio, gate, services.BuildServiceProvider());
    }

    private static void Kill(Served podio, Token token, string death)
    {
        if (death == "revoked")
        {
            podio.Podio.Update(state => state.Revoke(token.AccessToken));
        }
        else
        {
            podio.Podio.MoveClock(TimeSpan.FromHours(9));
        }
    }

    private static async Task<string> OutcomeAsync(Task<string> call)
    {
        try
        {
            return await call;
        }
        catch (TokenUnavailableException exception)
        {
            return exception.Error.GetType().Name;
        }
        catch (HttpRequestException exception)
        {
            return exception.StatusCode is { } status ? $"{(int)status}" : exception.Message;
        }
    }

    /// <summary>Calls that have their token, and wait before they go out.</summary>
    private sealed class Crowd(Served podio, GateHandler gate, ServiceProvider services) : IAsyncDisposable
    {
        internal ServiceProvider Services => services;

        internal async Task<Task<string>[]> StartAsync(int calls)
        {
            gate.Expected = calls;
            var started = Enumerable.Range(0, calls).Select(CallAsync).ToArray();
            await gate.AllHere.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return started;
        }

        internal void Release() => gate.Open.SetResult();

        public ValueTask DisposeAsync() => services.DisposeAsync();

        private async Task<string> CallAsync(int number)
        {
            using var client = services.Client("crowd");
            using var response = await client.PostAsJsonAsync(podio.Echo, new[] { number });
            response.EnsureSuccessStatusCode();
            var echo = await response.Content.ReadFromJsonAsync<Echo>();
            return echo!.Body;
        }

        private sealed record Echo(string Body);
    }

    private sealed class GateHandler : DelegatingHandler
    {
        private int _here;

        internal int Expected { get; set; } = int.MaxValue;

        internal TaskCompletionSource AllHere { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _here) == Expected)
            {
                AllHere.SetResult();
            }

            await Open.Task.WaitAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
