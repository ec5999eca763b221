using Microsoft.Playwright;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>All that a browser shows, keeps, says and sends, but for where a code or a token belongs: Podio's redirect, the callback as it
/// arrives, and cookies.</summary>
internal sealed class Evidence
{
    private static readonly string[] Secrets = ["code", "access_token", "refresh_token"];

    private readonly ConcurrentQueue<KeyValuePair<string, string>> _found = new();
    private readonly ConcurrentQueue<string> _granted = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<Task> _reading = new();
    private readonly RunningSite _site;

    internal Evidence(RunningSite site, IBrowserContext context)
    {
        _site = site;
        // Only then are there all headers, redirects included.
        context.RequestFinished += (_, request) => _reading.Enqueue(ReadAsync(request));
        context.Console += (_, message) => Say(message.Type, message.Text);
        context.WebError += (_, error) => Say("error", error.Error);
    }

    internal async Task<IReadOnlyCollection<string>> GrantedAsync()
    {
        await Task.WhenAll(_reading).WaitAsync(Walk.Patience);
        return _granted;
    }

    internal async Task TakeAsync(IPage page)
    {
        Found("page", await page.ContentAsync());
        Found("address bar", page.Url);
        var session = await page.Context.NewCDPSessionAsync(page);
        var history = await session.SendAsync("Page.getNavigationHistory");
        foreach (var entry in history!.Value.GetProperty("entries").EnumerateArray())
        {
            // Not what was typed, which a test does by hand where a person would come by a redirect.
            Found("history", $"{entry.GetProperty("url")} {entry.GetProperty("title")}");
        }

        await session.DetachAsync();
    }

    /// <summary>What the browser complained of: a policy that was broken, a script that failed.</summary>
    internal IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Codes and tokens where they do not belong.</summary>
    internal async Task<IReadOnlyList<Leak>> FindLeaksAsync()
    {
        var granted = await GrantedAsync();
        var tokens = _site.Tokens.All.SelectMany(token => new[] { token.AccessToken, token.RefreshToken! });
        var secrets = granted.Select(text => new Secret(text)).Concat(tokens).ToArray();
        var search = LeakSearch.For(secrets.Select((secret, index) => KeyValuePair.Create<string, Secret?>($"secret {index}", secret)));
        return
        [
            .. _found.Append(KeyValuePair.Create("log", _site.Log.Text))
                .GroupBy(it => it.Key, it => it.Value)
                .SelectMany(channel => search.In(channel.Key, string.Join('\n', channel.Distinct()))),
        ];
    }

    private void Say(string type, string text)
    {
        Found("console", text);
        if (type is "error" or "warning")
        {
            _errors.Enqueue(text);
        }
    }

    private async Task ReadAsync(IRequest request)
    {
        var headers = await request.AllHeadersAsync();
        Found("referrer", headers.GetValueOrDefault("referer", ""));
        if (await request.ResponseAsync() is { } response)
        {
            await ReadAsync(response);
        }
    }

    private async Task ReadAsync(IResponse response)
    {
        var isOfPodio = new Uri(response.Url).Authority == _site.PodioAddress.Authority;
        foreach (var header in await response.HeadersArrayAsync())
        {
            if (isOfPodio && header.Name.Equals("location", StringComparison.OrdinalIgnoreCase))
            {
                Grant(new Uri(header.Value));
            }
            else if (!header.Name.Equals("set-cookie", StringComparison.OrdinalIgnoreCase))
            {
                Found("response header", $"{header.Name}: {header.Value}");
            }
        }
    }

    private void Grant(Uri location)
    {
        foreach (var part in new[] { location.Query, location.Fragment })
        {
            var fields = HttpUtility.ParseQueryString(part.TrimStart('?', '#'));
            foreach (var value in Secrets.Select(name => fields[name]).OfType<string>())
            {
                _granted.Enqueue(value);
            }
        }
    }

    private void Found(string channel, string text) => _found.Enqueue(new(channel, text));
}
