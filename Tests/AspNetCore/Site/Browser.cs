using System.Net;
using System.Web;

namespace PodioOAuth.Functional.AspNetCore.Tests.Site;

/// <summary>A browser, by hand: keeps cookies, follows a redirect only when told to.</summary>
/// <param name="site">Where relative addresses lead.</param>
/// <param name="before">Whose cookies this one has, where the site was started again.</param>
internal sealed class Browser(TestSite site, Browser? before = null) : IDisposable
{
    private readonly CookieContainer _cookies = before?._cookies ?? new();
    private HttpClient? _client;

    private HttpClient Client => _client ??= new HttpClient(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies })
    { BaseAddress = site.Address };

    internal IReadOnlyList<Cookie> Cookies => [.. _cookies.GetCookies(site.Address).Cast<Cookie>()];

    public void Dispose() => _client?.Dispose();

    internal void Plant(string name, string value) => _cookies.Add(site.Address, new Cookie(name, value, "/"));

    internal Task<Reply> GetAsync(string address, params (string Name, string Value)[] headers) => AskAsync("GET", address, headers);

    internal async Task<Reply> AskAsync(string method, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(site.Address, address));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var reply = await Client.SendAsync(request);
        return new Reply(
            (int)reply.StatusCode,
            reply.Headers.Location?.OriginalString,
            reply.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [],
            reply.Headers.CacheControl?.ToString(),
            reply.Headers.TryGetValues("Referrer-Policy", out var policy) ? policy.Single() : null,
            await reply.Content.ReadAsStringAsync());
    }

    /// <summary>Begins to sign in.</summary>
    /// <returns>The address of Podio's page.</returns>
    internal async Task<string> BeginAsync() => (await AskAsync("POST", "/sign-in")).Location!;

    /// <summary>Answers at Podio's page.</summary>
    /// <returns>The address of the callback.</returns>
    internal async Task<string> AnswerAsync(string? page = null) => (await GetAsync(page ?? await BeginAsync())).Location!;

    /// <summary>Signs in, up to where the site leads then.</summary>
    internal async Task<Reply> SignInAsync(string? page = null) => await GetAsync(await AnswerAsync(page));

    internal async Task<string> BodyOfAsync(string address) => (await GetAsync(address)).Body;

    internal static string Value(string address, string name) => HttpUtility.ParseQueryString(new Uri(address).Query)[name]!;
}

/// <summary>What a browser got.</summary>
internal sealed record Reply(
    int Status, string? Location, IReadOnlyList<string> Cookies, string? CacheControl, string? ReferrerPolicy, string Body);
