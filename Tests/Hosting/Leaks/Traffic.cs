using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LanguageExt;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

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
        ["a refused token"] = Do(traffic => traffic._podio.MoveClock(TimeSpan.FromHours(9))),
        ["the end of all grants"] = Do(traffic => traffic._podio.Update(state => state.RevokeAll())),
        ["the limit of calls"] = Do(traffic => traffic.Arm(Fault.RateLimit(TimeSpan.FromSeconds(60)), "/echo")),
        ["the limit of token requests"] = Do(traffic => traffic.Arm(Fault.RateLimit(TimeSpan.FromSeconds(60)), "/oauth/token")),
        ["Podio is down"] = Do(traffic => traffic.Arm(Fault.Unavailable(), "/oauth/token")),
        ["Podio quotes what it was sent, wherever it can"] = Do(traffic =>
        {
            traffic.Arm(Fault.Reply(traffic.Quoting()), "/oauth/token");
            traffic.Wait();
        }),
        ["the API quotes what it was sent"] = async traffic =>
        {
            traffic.Arm(Fault.Reply(traffic.Quoting()), "/oauth/scope");
            traffic.Emitted.Keep(new InvalidOperationException((await traffic.Client("crm").GetPodioScopeAsync()).ToString()));
        },
        ["the connection breaks"] = Do(traffic => traffic.Arm(Fault.Cut(CutPoint.BeforeHeaders), "/echo")),
        ["health is asked for"] = async traffic =>
            traffic.Emitted.Keep(await traffic._services.GetRequiredService<HealthCheckService>().CheckHealthAsync()),
        ["the grant is ended"] = traffic => traffic.Client("crm").InvalidatePodioGrantAsync(),
        ["a change for the worse"] = traffic => traffic.SpoilSettingsAsync(),
        ["a tenant's app, made at run time"] = async traffic =>
        {
            await traffic.CallAsync("tenant");
            traffic._services.GetRequiredService<PodioTokenSources>().Get("unknown");
        },
        ["nine hours pass"] = Do(traffic => traffic.Wait()),
    };

    private readonly LocalPodio _server;
    private readonly InMemoryPodio _podio;
    private readonly FakeTimeProvider _clock;
    private readonly IConfigurationRoot _configuration;
    private readonly ServiceProvider _services;
    private readonly Dictionary<string, Secret?> _secrets;

    private Traffic(Secret[] secrets, LocalPodio server, InMemoryPodio podio, FakeTimeProvider clock)
    {
        (_server, _podio, _clock) = (server, podio, clock);
        _secrets = new()
        {
            ["client secret"] = secrets[0],
            ["app token"] = secrets[1],
            ["password"] = secrets[2],
            ["tenant's app token"] = secrets[3],
        };
        _configuration = Served.ConfigurationOf(new Dictionary<string, string?>
        {
            ["ClientId"] = "client",
            ["ClientSecret"] = secrets[0].Reveal(),
            ["ApiBase"] = server.Address.AbsoluteUri,
            ["Sources:crm:AppId"] = "1",
            ["Sources:crm:AppToken"] = secrets[1].Reveal(),
            ["Sources:jane:Username"] = "jane@example.com",
            ["Sources:jane:Password"] = secrets[2].Reveal(),
        });
        _services = Services();
        _ = _services.GetRequiredService<PodioTokenSources>(); // With the good settings: those that a bad change leaves in force.
    }

    internal Emitted Emitted { get; } = new();

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
        var clock = new FakeTimeProvider(TokenBench.Start);
        var state = PodioState.Empty
            .WithClient(new ClientCredentials("client", secrets[0]))
            .WithApp(1, secrets[1])
            .WithUser(1, "jane@example.com", secrets[2])
            .WithApp(TenantApp, secrets[3]);
        var podio = new InMemoryPodio(state, clock);
        var traffic = new Traffic(secrets, await LocalPodio.StartAsync(podio), podio, clock);
        foreach (var step in steps)
        {
            await traffic.TakeAsync(Steps[step]);
        }

        return traffic;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        Emitted.Dispose();
    }

    private async Task TakeAsync(Func<Traffic, Task> step)
    {
        try
        {
            await step(this);
            await CallAsync("crm");
        }
        catch (Exception exception) when (exception is HttpRequestException or TokenUnavailableException or ArgumentException)
        {
            Emitted.Keep(exception);
        }

        Emitted.Observe();
        _clock.Advance(TimeSpan.FromSeconds(31)); // Past a pause, not past a limit.
    }

    // A token where a number should be.
    private async Task SpoilSettingsAsync()
    {
        _configuration["Sources:crm:AppId"] = _secrets["app token"]!.Reveal();
        if (Record.Exception(_configuration.Reload) is { } rejected)
        {
            Emitted.Keep(rejected);
        }

        await CallAsync("crm");
        _configuration["Sources:crm:AppId"] = "1";
        _configuration.Reload();
    }

    private static Func<Traffic, Task> Do(Action<Traffic> act) => traffic =>
    {
        act(traffic);
        return Task.CompletedTask;
    };

    private void Arm(Fault fault, string path) => _podio.Update(state => state.Arm(fault, path));

    private void Wait() => _clock.Advance(TimeSpan.FromHours(9));

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

    private async Task CallAsync(string name)
    {
        using var response = await Client(name).PostAsync(new Uri(_server.Address, "echo"), JsonContent.Create(new { a = 1 }));
        if (response.StatusCode != HttpStatusCode.OK)
        {
            Emitted.Keep(Record.Exception(response.EnsureSuccessStatusCode)!);
        }

        Emitted.Keep(new InvalidOperationException($"{response}\n{response.RequestMessage}"));
    }

    private HttpClient Client(string name) => _services.Client(name);

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Emitted.Log));
        services.AddPodioOAuth(_configuration).Decorate((provider, exchange) => async (request, cancellationToken) =>
        {
            var answer = await exchange(request, cancellationToken);
            _ = answer.IfRight(Remember);
            return answer;
        });
        foreach (var name in new[] { "crm", "jane" })
        {
            services.AddHttpClient(name, client => client.BaseAddress = _server.Address)
                .AddPodioToken(name)
                .RedactLoggedHeaders(["X-Other"]);
        }

        services.AddHttpClient("tenant", client => client.BaseAddress = _server.Address)
            .RedactLoggedHeaders(["X-Other"])
            .AddPodioTokenBy((provider, _) => provider.GetRequiredService<PodioTokenSources>()
                .Unattended(Grant.App(TenantApp, _secrets["tenant's app token"])));
        services.AddHealthChecks().AddPodioTokenCheck("crm").AddPodioTokenCheck("jane");
        return services.BuildServiceProvider();
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
