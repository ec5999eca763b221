using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>A Podio on a loopback port, with a clock that the test moves, and applications that use it.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly LocalPodio _server;

    private Served(FakeTimeProvider clock, InMemoryPodio podio, LocalPodio server) => (Clock, Podio, _server) = (clock, podio, server);

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal Uri Address => _server.Address;

    internal Uri Echo => new(Address, "echo");

    /// <summary>How often the token endpoint was asked.</summary>
    internal int Exchanges => CallsOf("/oauth/token");

    internal static Task<Served> StartAsync() => StartAsync(new FakeTimeProvider(TokenBench.Start));

    internal static async Task<Served> StartAsync(FakeTimeProvider clock)
    {
        var podio = new InMemoryPodio(SamplePodio.State(TokenBench.Start), clock);
        podio.Update(state => state.WithSettings(state.Settings with { UserCallLimit = null }));
        return new Served(clock, podio, await LocalPodio.StartAsync(podio));
    }

    /// <summary>An authorization code of the sample user.</summary>
    internal Secret NewCode() => NewCodeOf(SamplePodio.Client);

    /// <summary>An authorization code of the sample user, for another client.</summary>
    internal Secret NewCodeOf(ClientCredentials client) =>
        Podio.IssueCode(client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);

    internal int CallsOf(string path) => Podio.Requests.Count(request => request.Path == path);

    /// <summary>The settings of an application with two sources: <c>crm</c>, the app, and <c>jane</c>, the user.</summary>
    internal Dictionary<string, string?> Settings() => new()
    {
        ["Podio:ClientId"] = SamplePodio.Client.ClientId,
        ["Podio:ClientSecret"] = SamplePodio.Client.ClientSecret.Reveal(),
        ["Podio:ApiBase"] = Address.AbsoluteUri,
        ["Podio:Sources:crm:AppId"] = SamplePodio.AppId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Podio:Sources:crm:AppToken"] = SamplePodio.AppToken.Reveal(),
        ["Podio:Sources:jane:Username"] = SamplePodio.Username,
        ["Podio:Sources:jane:Password"] = SamplePodio.Password.Reveal(),
    };

    /// <summary>An application's services, with the clients <c>podio</c>, which has the app's token, and <c>jane</c>, which has the
    /// user's.</summary>
    internal ServiceCollection Services(IConfiguration? configuration = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddPodioOAuth((configuration ?? Configuration(Settings())).GetSection("Podio"));
        services.AddHttpClient("podio", client => client.BaseAddress = Address).AddPodioToken("crm");
        services.AddHttpClient("jane", client => client.BaseAddress = Address).AddPodioToken("jane");
        return services;
    }

    internal static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

internal static class ServedExtensions
{
    /// <summary>The application's client.</summary>
    internal static HttpClient Client(this IServiceProvider services, string name = "podio") =>
        services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
}
