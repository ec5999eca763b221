using System.Net;
using System.Net.Http.Headers;
using LanguageExt;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PodioOAuth.Functional.ProxiesProcess;

/// <summary>An application's requests for tokens, and its calls with one.</summary>
internal static class HostingCases
{
    private const string Crm = "crm";

    internal static Dictionary<string, Case> All { get; } = new()
    {
        // What goes past a proxy.
        ["token client"] = subject => AskAsync(ServicesOf(subject)),
        ["token client, primary handler"] = subject => AskAsync(ServicesOf(
            subject, TokenClient(services => services.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler())))),
        ["health"] = CheckAsync,
        ["api"] = subject => CallAsync(ServicesOf(subject)),
        ["api, primary handler"] = subject => CallAsync(ServicesOf(
            subject, services => ApiClient(services).ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler()))),
        ["api, by hand"] = subject => CallAsync(subject, HttpClientTransport.CreateHandler()),
        ["api, vouched for"] = subject => CallAsync(
            subject, new Unknown(HttpClientTransport.CreateHandler()), options => options.BypassesDefaultProxy = true),
        ["sign-out"] = SignOutAsync,

        // What would not.
        ["token client, unknown handler"] = subject => AskAsync(ServicesOf(
            subject,
            TokenClient(services => services.ConfigurePrimaryHttpMessageHandler(() => new Unknown(new SocketsHttpHandler()))))),
        ["token client, unknown handler, later"] = subject =>
        {
            var services = ServicesOf(
                subject, TokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => new Unknown(new SocketsHttpHandler()))));
            services.GetRequiredService<PodioTokenSources>();
            HttpClient.DefaultProxy = new WebProxy(subject.Proxy);
            return AskAsync(services);
        },
        ["api, unknown handler"] = subject => CallAsync(ServicesOf(
            subject, services => ApiClient(services).ConfigurePrimaryHttpMessageHandler(() => new Unknown(new SocketsHttpHandler())))),
        ["api, handler that has sent"] = async subject =>
        {
            var shared = new SocketsHttpHandler();
            var services = ServicesOf(subject, services =>
            {
                services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(() => shared);
                ApiClient(services).ConfigurePrimaryHttpMessageHandler(() => shared);
            });
            using var other = services.GetRequiredService<IHttpClientFactory>().CreateClient("other");
            await Task.WhenAny(other.GetAsync(new Uri("https://127.0.0.1:1/"))); // Nobody listens there.
            return await CallAsync(services);
        },
        ["api, any by hand"] = subject => CallAsync(subject, new SocketsHttpHandler()),
        ["api, header"] = async subject =>
        {
            using var client = new HttpClient { BaseAddress = subject.Endpoint.Api };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("OAuth2", SamplePodio.AppToken.Reveal());
            return Told(await client.GetPodioScopeAsync());
        },
    };

    private static ServiceProvider ServicesOf(Subject subject, Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection();
        services.AddPodioOAuth(options =>
        {
            (options.ClientId, options.ApiBase) = (SamplePodio.Client.ClientId, subject.Endpoint.Api.AbsoluteUri);
            options.ClientSecret = SamplePodio.Client.ClientSecret.Reveal();
            options.Sources[Crm] = new() { AppId = SamplePodio.AppId, AppToken = SamplePodio.AppToken.Reveal() };
        });
        services.AddHealthChecks().AddPodioTokenCheck(Crm);
        ApiClient(services).ConfigureHttpClient(client => client.BaseAddress = subject.Endpoint.Api).AddPodioToken(Crm);
        change?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static IHttpClientBuilder ApiClient(IServiceCollection services) => services.AddHttpClient("podio");

    private static Action<IServiceCollection> TokenClient(Action<IHttpClientBuilder> change) =>
        services => change(services.AddHttpClient(PodioHostingExtensions.TokenClientName));

    private static HttpClient ApiClient(IServiceProvider services) =>
        services.GetRequiredService<IHttpClientFactory>().CreateClient("podio");

    private static async Task<string> AskAsync(IServiceProvider services) =>
        Told(await services.GetRequiredService<PodioTokenSources>().Get(Crm).GetTokenAsync());

    private static async Task<string> CheckAsync(Subject subject) =>
        (await ServicesOf(subject).GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status.ToString();

    private static async Task<string> CallAsync(IServiceProvider services) => Told(await ApiClient(services).GetPodioScopeAsync());

    private static async Task<string> CallAsync(
        Subject subject, HttpMessageHandler handler, Action<PodioTokenHandlerOptions>? change = null)
    {
        var options = new PodioTokenHandlerOptions { AllowedOrigins = { subject.Endpoint.Api } };
        change?.Invoke(options);
        var source = ServicesOf(subject).GetRequiredService<PodioTokenSources>().Get(Crm);
        using var client = new HttpClient(new PodioTokenHandler(_ => source, options) { InnerHandler = handler })
        {
            BaseAddress = subject.Endpoint.Api,
        };
        return Told(await client.GetPodioScopeAsync());
    }

    private static async Task<string> SignOutAsync(Subject subject)
    {
        var services = ServicesOf(subject);
        var person = services.GetRequiredService<PodioTokenSources>().SignedIn("jane");
        var code = subject.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);
        var signedIn = await person.SignInAsync(code, SamplePodio.RedirectUri);
        return signedIn.IsRight && await person.SignOutEverywhereAsync(ApiClient(services)) is { IsDone: true } ? "done" : Told(signedIn);
    }

    private static string Told<T>(Either<TokenSourceError, T> outcome) =>
        outcome.Match(Right: _ => "done", Left: error => error.Describe());

    /// <summary>A handler whose connections nobody can know of.</summary>
    private sealed class Unknown(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
