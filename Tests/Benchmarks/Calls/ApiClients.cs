using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Clients of the API, all from one <see cref="IHttpClientFactory"/> and below the same handler's settings, each with connections
/// of its own. They differ in who sets the token.</summary>
internal sealed class ApiClients : IDisposable
{
    private const string Name = "sample";

    private readonly MsalClient _msal = new();
    private readonly SemaphoreCache _cache = new(new SampleExchange(TimeSpan.Zero).GetTokenAsync, TimeProvider.System);
    private readonly ServiceProvider _services;
    private readonly Uri _item;

    internal ApiClients(Uri podio)
    {
        _item = new Uri(podio, SampleItem.Path);
        var services = new ServiceCollection();
        services.AddPodioOAuth(options =>
        {
            (options.ClientId, options.ClientSecret, options.ApiBase) = (SampleForm.ClientId, SampleForm.ClientSecret, podio.AbsoluteUri);
            options.Sources.Add(Name, new() { Username = SampleForm.Username, Password = SampleForm.Password });
        });
        Add(services, nameof(ByTokenHandler)).AddPodioToken(Name);
        Add(services, nameof(ByMsalHandler)).AddHttpMessageHandler(() => new MsalHandler(_msal));
        Add(services, nameof(BySemaphoreHandler)).AddHttpMessageHandler(() => new SemaphoreHandler(_cache));
        Add(services, nameof(ByFixedHeader)).ConfigureHttpClient(client => client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("OAuth2", SampleReply.ParseValues(SampleReply.Reply).AccessToken));
        _services = services.BuildServiceProvider();
        var factory = _services.GetRequiredService<IHttpClientFactory>();
        ByTokenHandler = Calls(factory.CreateClient(nameof(ByTokenHandler)));
        ByMsalHandler = Calls(factory.CreateClient(nameof(ByMsalHandler)));
        BySemaphoreHandler = Calls(factory.CreateClient(nameof(BySemaphoreHandler)));
        ByFixedHeader = Calls(factory.CreateClient(nameof(ByFixedHeader)));
    }

    internal Func<Task<byte[]>> ByTokenHandler { get; }

    internal Func<Task<byte[]>> ByMsalHandler { get; }

    internal Func<Task<byte[]>> BySemaphoreHandler { get; }

    internal Func<Task<byte[]>> ByFixedHeader { get; }

    public void Dispose()
    {
        _services.Dispose();
        _msal.Dispose();
        _cache.Dispose();
    }

    private static IHttpClientBuilder Add(ServiceCollection services, string name) =>
        services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(HttpClientTransport.CreateHandler);

    // Fails where the server does not find the token in the request.
    private Func<Task<byte[]>> Calls(HttpClient client) => async () =>
    {
        using var response = await client.GetAsync(_item).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
    };
}
