using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LanguageExt;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Hosting.Tests.Leaks;

/// <summary>An application whose every secret is known, and what it emits.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private const long TenantApp = 99;

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
        _configuration = Served.Configuration(new Dictionary<string, string?>
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

    internal static async Task<Traffic> StartAsync(Secret[] secrets)
    {
        var clock = new FakeTimeProvider(TokenBench.Start);
        var state = PodioState.Empty
            .WithClient(new ClientCredentials("client", secrets[0]))
            .WithApp(1, secrets[1])
            .WithUser(1, "jane@example.com", secrets[2])
            .WithApp(TenantApp, secrets[3]);
        var podio = new InMemoryPodio(state, clock);
        return new Traffic(secrets, await LocalPodio.StartAsync(podio), podio, clock);
    }

    internal async Task RunAsync(Step step)
    {
        try
        {
            await TakeAsync(step);
        }
        catch (Exception exception) when (exception is HttpRequestException or TokenUnavailableException or ArgumentException)
        {
            Emitted.Keep(exception);
        }

        Emitted.Observe();
        _clock.Advance(TimeSpan.FromSeconds(31)); // Past a pause, not past a limit.
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        Emitted.Dispose();
    }

    private async Task TakeAsync(Step step)
    {
        switch (step)
        {
            case Step.CallAsUser:
                await CallAsync("jane");
                break;
            case Step.Refuse:
                _podio.MoveClock(TimeSpan.FromHours(9));
                break;
            case Step.Revoke:
                _podio.Update(state => state.RevokeAll());
                break;
            case Step.LimitCalls:
                Arm(Fault.RateLimit(TimeSpan.FromSeconds(60)), "/echo");
                break;
            case Step.LimitTokens:
                Arm(Fault.RateLimit(TimeSpan.FromSeconds(60)), "/oauth/token");
                break;
            case Step.Down:
                Arm(Fault.Unavailable(), "/oauth/token");
                break;
            case Step.Quote:
                Arm(Fault.Reply(Quoting()), "/oauth/token");
                _clock.Advance(TimeSpan.FromHours(9));
                break;
            case Step.QuoteCall:
                Arm(Fault.Reply(Quoting()), "/oauth/scope");
                Emitted.Keep(new InvalidOperationException((await Client("crm").GetPodioScopeAsync()).ToString()));
                break;
            case Step.Cut:
                Arm(Fault.Cut(CutPoint.BeforeHeaders), "/echo");
                break;
            case Step.Health:
                Emitted.Keep(await _services.GetRequiredService<HealthCheckService>().CheckHealthAsync());
                break;
            case Step.Invalidate:
                await Client("crm").InvalidatePodioGrantAsync();
                break;
            case Step.BadSettings:
                _configuration["Sources:crm:AppId"] = _secrets["app token"]!.Reveal();
                if (Record.Exception(_configuration.Reload) is { } rejected)
                {
                    Emitted.Keep(rejected);
                }

                await CallAsync("crm");
                _configuration["Sources:crm:AppId"] = "1";
                _configuration.Reload();
                break;
            case Step.Tenant:
                await CallAsync("tenant");
                _services.GetRequiredService<PodioTokenSources>().Get("unknown");
                break;
            case Step.Wait:
                _clock.Advance(TimeSpan.FromHours(9));
                break;
        }

        await CallAsync("crm");
    }

    private void Arm(Fault fault, string path) => _podio.Update(state => state.Arm(fault, path));

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
