namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Hundreds of calls are under way when the token dies: none is lost, and Podio is asked for one token.</summary>
public sealed class ExpiryUnderLoadTests
{
    private const int Calls = 300;

    [Theory]
    [InlineData(true, 2)] // Revoked, and its refresh token with it: that is tried, and then the app begins anew.
    [InlineData(false, 1)] // Expired at Podio alone.
    public async Task No_call_is_lost_and_the_token_is_renewed_once(bool isRevoked, int exchanges)
    {
        await using var crowd = await Crowd.StartAsync();
        var old = await crowd.Podio.TokenAsync();
        var calls = await crowd.CallAsync();
        crowd.Podio.Podio.MoveClock(isRevoked ? TimeSpan.Zero : TimeSpan.FromHours(9));
        crowd.Podio.Podio.Update(state => isRevoked ? state.Revoke(old.AccessToken) : state);
        crowd.Gate.Open.SetResult();

        Assert.Equal(Enumerable.Range(0, Calls).Select(i => $"[{i}]"), await Task.WhenAll(calls));
        Assert.Equal((1 + exchanges, 2 * Calls), (crowd.Podio.Exchanges, crowd.Podio.CallsOf("/echo")));
    }

    [Fact]
    public async Task A_token_that_is_rejected_again_causes_no_storm()
    {
        await using var crowd = await Crowd.StartAsync();
        var podio = crowd.Podio;
        _ = await podio.TokenAsync();
        podio.Arm(Fault.Reject("invalid_token", status: 401), "/echo", times: 1000);
        var calls = await crowd.CallAsync();
        crowd.Gate.Open.SetResult();

        var outcomes = await Task.WhenAll(calls.Select(OutcomeAsync));
        Assert.All(outcomes, outcome => Assert.Contains(outcome, new[] { "401", nameof(CoolingDownError) }));
        Assert.Equal(2, podio.Exchanges);
        Assert.InRange(podio.CallsOf("/echo"), Calls + 1, 2 * Calls);
        var before = podio.CallsOf("/echo");
        for (var i = 0; i < 50; i++)
        {
            await podio.CallInVainAsync("crowd");
        }

        Assert.Equal((2, before), (podio.Exchanges, podio.CallsOf("/echo")));
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
    private sealed class Crowd(Served podio) : IAsyncDisposable
    {
        internal Served Podio => podio;

        internal GateHandler Gate { get; } = new();

        internal static async Task<Crowd> StartAsync()
        {
            var crowd = new Crowd(await Served.StartAsync());
            crowd.Podio.AddClient("crowd")
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { MaxConnectionsPerServer = 32 })
                .AddPodioToken("crm")
                .AddHttpMessageHandler(() => crowd.Gate);
            return crowd;
        }

        internal async Task<Task<string>[]> CallAsync()
        {
            Gate.Expected = Calls;
            var started = Enumerable.Range(0, Calls).Select(CallAsync).ToArray();
            await Gate.AllHere.Task.WaitAsync(TimeSpan.FromMinutes(2));
            return started;
        }

        public ValueTask DisposeAsync() => podio.DisposeAsync();

        private async Task<string> CallAsync(int number)
        {
            using var response = await podio.Client("crowd").PostAsJsonAsync(podio.Echo, new[] { number });
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<Echo>())!.Body;
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
