namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>A browser without scripts, by hand: keeps cookies, sends forms, follows a redirect only when told to.</summary>
/// <param name="site">The site.</param>
/// <param name="before">Whose cookies this guest has, where the site was started again.</param>
internal sealed partial class Guest(RunningSite site, Guest? before = null) : IDisposable
{
    private readonly CookieContainer _cookies = before?._cookies ?? new();
    private HttpClient? _client;

    private HttpClient Client => _client ??= new HttpClient(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies })
    { BaseAddress = site.Address };

    internal IReadOnlyList<Cookie> Cookies => [.. _cookies.GetCookies(site.Address).Cast<Cookie>()];

    /// <summary>All that this guest was shown: bodies, and headers but for cookies and where Podio redirects to.</summary>
    internal List<string> Seen { get; } = [];

    public void Dispose() => _client?.Dispose();

    /// <summary>Puts a cookie into this guest's browser.</summary>
    internal void Plant(string name, string value) => _cookies.Add(site.Address, new Cookie(name, value, "/"));

    internal Task<Reply> GetAsync(string address) => AskAsync(HttpMethod.Get, address);

    /// <summary>Asks by any method, with another Host header where one is given.</summary>
    internal async Task<Reply> AskAsync(HttpMethod method, string address, string? host = null, (string Name, string Value)? header = null)
    {
        var request = new HttpRequestMessage(method, new Uri(site.Address, address));
        request.Headers.Host = host;
        if (header is { } more)
        {
            request.Headers.Add(more.Name, more.Value);
        }

        return await SendAsync(request);
    }

    /// <summary>Presses the button of a page's form.</summary>
    internal async Task<Reply> PressAsync(string page, string action, bool isOwn = true, string? host = null)
    {
        var token = FormToken().Match((await GetAsync(page)).Body).Groups[1].Value;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Address, action))
        {
            Content = new FormUrlEncodedContent(
                isOwn ? [KeyValuePair.Create("__RequestVerificationToken", HttpUtility.HtmlDecode(token))] : []),
        };
        request.Headers.Host = host;
        return await SendAsync(request);
    }

    internal async Task<Reply> PostAsync(string action, params KeyValuePair<string, string>[] fields) =>
        await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(site.Address, action)) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Begins to sign in.</summary>
    /// <returns>The address of Podio's page.</returns>
    internal async Task<string> BeginAsync() => (await PressAsync("/", "/sign-in")).Location!;

    /// <summary>Agrees at Podio's page.</summary>
    /// <returns>The address of the callback.</returns>
    internal async Task<string> AgreeAsync(string authorize) => (await GetAsync(authorize)).Location!;

    /// <summary>Signs in.</summary>
    /// <returns>Where the callback led to.</returns>
    internal async Task<string?> SignInAsync() => (await GetAsync(await AgreeAsync(await BeginAsync()))).Location;

    internal static string StateOf(string address) => HttpUtility.ParseQueryString(new Uri(address).Query)["state"]!;

    internal static string CodeOf(string address) => HttpUtility.ParseQueryString(new Uri(address).Query)["code"]!;

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var reply = await Client.SendAsync(request);
            var read = await Reply.ReadAsync(reply);
            Seen.AddRange(read.Shown(isOfPodio: request.RequestUri!.Authority == site.PodioAddress.Authority));
            return read;
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex FormToken();
}
