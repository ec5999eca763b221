using LanguageExt;

namespace PodioOAuth.Functional.Hosting.Tests.Leaks;

/// <summary>An application whose every secret is known, and what it emits.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private const long TenantApp = 99;

    /// <summary>What may happen to the application; a call as an app follows.</summary>
    internal static readonly Dictionary<string, Func<Traffic, Task>> Steps = new()
    {
        ["nothing"] = Do(_ => { }),
        ["a call as a user"] = traffic => traffic.CallAsync("jane"),
        ["a refused token"] = Do(traffic => traffic._podio.Podio.MoveClock(TimeSpan.FromHours(9))),
        ["the end of all grants"] = Do(traffic => traffic._podio.Podio.Update(state => state.RevokeAll())),
        ["the limit of calls"] = Do(traffic => traffic._podio.Arm(Fault.RateLimit(TimeSpan.FromSeconds(60)), "/echo")),
        ["the limit of token requests"] = Do(traffic => traffic._podio.Arm(Fault.RateLimit(TimeSpan.FromSeconds(60)))),
        ["Podio is down"] = Do(traffic => traffic._podio.Arm(Fault.Unavailable())),
        ["Podio quotes what it was sent, wherever it can"] = Do(traffic =>
        {
            traffic._podio.Arm(Fault.Reply(traffic.Quoting()));
            traffic.Wait();
        }),
        ["the API quotes what it was sent"] = async traffic =>
        {
            traffic._podio.Arm(Fault.Reply(traffic.Quoting()), "/oauth/scope");
            traffic.Emitted.Keep(new InvalidOperationException((await traffic._podio.Client().GetPodioScopeAsync()).ToString()));
        },
        ["the connection breaks"] = Do(traffic => traffic._podio.Arm(Fault.Cut(CutPoint.BeforeHeaders), "/echo")),
        ["health is asked for"] = async traffic =>
            traffic.Emitted.Keep(await traffic._podio.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()),
        ["the grant is ended"] = traffic => traffic._podio.Client().InvalidatePodioGrantAsync(),
        ["a change for the worse"] = traffic => traffic.SpoilSettingsAsync(),
        ["a tenant's app, made at run time"] = async traffic =>
        {
            await traffic.CallAsync("tenant");
            traffic._podio.Sources.Get("unknown");
        },
        ["nine hours pass"] = Do(traffic => traffic.Wait()),
    };

    private readonly Served _podio;
    private readonly Dictionary<string, Secret?> _secrets;

    private Traffic(Served podio, Secret[] secrets)
    {
        (_podio, Emitted) = (podio, new Emitted(podio.Log));
        _secrets = new()
        {
            ["client secret"] = secrets[0],
            ["app token"] = secrets[1],
            ["password"] = secrets[2],
            ["tenant's app token"] = secrets[3],
        };
        podio.Podio.Update(state => state
            .WithClient(new ClientCredentials(SamplePodio.Client.ClientId, secrets[0]))
            .WithApp(SamplePodio.AppId, secrets[1])
            .WithUser(SamplePodio.UserId, SamplePodio.Username, secrets[2])
            .WithApp(TenantApp, secrets[3]));
        podio.Configuration["Podio:ClientSecret"] = secrets[0].Reveal();
        podio.Configuration["Podio:Sources:crm:AppToken"] = secrets[1].Reveal();
        podio.Configuration["Podio:Sources:jane:Password"] = secrets[2].Reveal();
        podio.Collection.AddPodioOAuth().Decorate((provider, exchange) => async (request, cancellationToken) =>
        {
            var answer = await exchange(request, cancellationToken);
            _ = answer.IfRight(Remember);
            return answer;
        });
        podio.AddClient("tenant").AddPodioTokenBy(
            (provider, _) => provider.GetRequiredService<PodioTokenSources>().Unattended(Grant.App(TenantApp, secrets[3])));
        Array.ForEach(["podio", "jane", "tenant"], name => podio.AddClient(name).RedactLoggedHeaders(["X-Other"]));
        podio.Collection.AddHealthChecks().AddPodioTokenCheck("crm").AddPodioTokenCheck("jane");
        _ = podio.Sources; // With the good settings: those that a bad change leaves in force.
    }

    internal Emitted Emitted { get; }

    /// <summary>A search for all secrets so far, the tokens that were issued included.</summary>
    internal LeakSearch Search
    {
        get
        {
            lock (_secrets)
            {
                return LeakSearch.For(_secrets.ToArray());
            }
        }
    }

    internal int Tokens => _secrets.Count - 4;

    /// <summary>Has an application go through these steps, one after the other.</summary>
    internal static async Task<Traffic> RunAsync(Secret[] secrets, IEnumerable<string> steps)
    {
        var traffic = new Traffic(await Served.StartAsync(), secrets);
        foreach (var step in steps)
        {
            await traffic.TakeAsync(Steps[step]);
        }

        return traffic;
    }

    public async ValueTask DisposeAsync()
    {
        await _podio.DisposeAsync();
        Emitted.Dispose();
    }

    private async Task TakeAsync(Func<Traffic, Task> step)
    {
        try
        {
            await step(this);
            await CallAsync("podio");
        }
        catch (Exception exception) when (exception is HttpRequestException or TokenUnavailableException or ArgumentException)
        {
            Emitted.Keep(exception);
        }

        Emitted.Observe();
        _podio.Clock.Advance(TimeSpan.FromSeconds(31)); // Past a pause, not past a limit.
    }

    // A token where a number should be.
    private async Task SpoilSettingsAsync()
    {
        const string key = "Podio:Sources:crm:AppId";
        var good = _podio.Configuration[key];
        if (Record.Exception(() => _podio.Change(key, _secrets["app token"]!.Reveal())) is { } rejected)
        {
            Emitted.Keep(rejected);
        }

        await CallAsync("podio");
        _podio.Change(key, good);
    }

    private static Func<Traffic, Task> Do(Action<Traffic> act) => traffic =>
    {
        act(traffic);
        return Task.CompletedTask;
    };

    private void Wait() => _podio.Clock.Advance(TimeSpan.FromHours(9));

    // A reply that names every secret in every place that an error has.
    private HttpReply Quoting()
    {
        lock (_secrets)
        {
            var all = string.Join(' ', _secrets.Values.Select(secret => secret!.Reveal()));
            var one = _secrets["client secret"]!.Reveal();
            return new HttpReply(400, "application/json", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
            {
                error = one,
                error_description = all,
                error_detail = one,
                request = new { body = all },
            })));
        }
    }

    private async Task CallAsync(string client)
    {
        using var response = await _podio.Client(client).PostAsync(_podio.Echo, JsonContent.Create(new { a = 1 }));
        if (!response.IsSuccessStatusCode)
        {
            Emitted.Keep(Record.Exception(response.EnsureSuccessStatusCode)!);
        }

        Emitted.Keep(new InvalidOperationException($"{response}\n{response.RequestMessage}"));
    }

    private void Remember(Token token)
    {
        lock (_secrets)
        {
            _secrets[$"access token {_secrets.Count}"] = token.AccessToken;
            _secrets[$"refresh token {_secrets.Count}"] = token.RefreshToken;
        }
    }
}
