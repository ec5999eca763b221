using System.Collections.Concurrent;
using Microsoft.Playwright;
using PodioOAuth.Functional.Browser;

namespace PodioOAuth.Functional.Site;

/// <summary>Looks at one page: on a phone and on a desk, light and dark.</summary>
/// <param name="context">A browser's context.</param>
/// <param name="address">The site's front page.</param>
/// <param name="path">The page.</param>
/// <param name="kinds">The kinds of pages of the reference that have been seen, each with its first page.</param>
/// <param name="pictures">Where pictures are written; null for none.</param>
internal sealed class PageLook(
    IBrowserContext context, Uri address, string path, ConcurrentDictionary<string, string> kinds, string? pictures)
{
    // A script of the template fills them.
    private const string HasLists = "() => [...document.querySelectorAll('nav.toc, #navbar')].every(it => it.querySelector('a'))";
    private const string HasTheme = "theme => [undefined, theme].includes(document.documentElement.dataset.bsTheme)";

    private static readonly (Screen Screen, ColorScheme Scheme)[] Full =
    [
        (Screen.Desktop, ColorScheme.Light), (Screen.Desktop, ColorScheme.Dark),
        (Screen.Phone, ColorScheme.Light), (Screen.Phone, ColorScheme.Dark),
    ];

    private static readonly (Screen Screen, ColorScheme Scheme)[] Brief = [Full[0], Full[^1]];

    /// <summary>In milliseconds; reached by what hangs alone, however busy the machine.</summary>
    internal const float Patience = 180_000;

    private readonly Visit _visit = new(path);
    private readonly ConcurrentDictionary<IRequest, string> _underWay = [];
    private string _step = "opens and ends its requests"; // What the page does, for the case that it hangs there.

    internal async Task<Visit> RunAsync()
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        // Each page of the site reads the index of its search, which takes longer than all the rest. The search has a look of its own.
        await page.RouteAsync("**/index.json", route => route.FulfillAsync(new() { ContentType = "application/json", Body = "[]" }));
        page.Console += (_, message) => Find(message.Type is "error" or "warning", $"console: {message.Text}");
        page.PageError += (_, error) => Find(true, $"script: {error}");
        page.Request += (_, request) =>
        {
            _underWay[request] = request.Url;
            Find(!IsOurs(request.Url), $"asks another host: {request.Url}");
        };
        page.RequestFinished += (_, request) => _underWay.TryRemove(request, out var _);
        page.RequestFailed += (_, request) =>
        {
            _underWay.TryRemove(request, out var _);
            Find(!IsAborted(request), $"request failed: {request.Url} {request.Failure}");
        };
        page.Response += (_, response) => Find(response.Status >= 400, $"{response.Status}: {response.Url}");
        try
        {
            var response = await page.GotoAsync(new Uri(address, path).AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });
            if (response is { Ok: true })
            {
                _visit.IsShown = true;
                _step = "fills its lists";
                await page.WaitForFunctionAsync(HasLists);
                _step = "is read";
                await ReadAsync(page);
                await LookAsync(page);
            }
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            Find(true, $"cannot be looked at while it {_step}: {problem.Message} Under way: [{string.Join(", ", _underWay.Values)}]");
        }
        finally
        {
            await page.CloseAsync();
        }

        return _visit;
    }

    private bool IsOurs(string url) => url.StartsWith("data:", StringComparison.Ordinal)
        || url.StartsWith("blob:", StringComparison.Ordinal)
        || new Uri(url).Authority == address.Authority;

    // The front page leads on before it has loaded its icon, and the look ends while a worker still reads the index.
    private static bool IsAborted(IRequest request) => request.Failure == "net::ERR_ABORTED";

    private void Find(bool isProblem, string text)
    {
        if (isProblem)
        {
            _visit.Problems.Enqueue(text);
        }
    }

    private async Task ReadAsync(IPage page)
    {
        _visit.Anchors = (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id], a[name]')].map(it => it.id || it.name)"))
            .ToHashSet(StringComparer.Ordinal);
        var links = new HashSet<Link>();
        foreach (var href in await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]')].map(it => it.href)"))
        {
            if (!Uri.TryCreate(href, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https" or "mailto"))
            {
                Find(true, $"a link that no browser follows: {href}");
            }
            else if (target.Authority == address.Authority)
            {
                var anchor = Uri.UnescapeDataString(target.Fragment.TrimStart('#'));
                links.Add(new Link(Uri.UnescapeDataString(target.AbsolutePath), anchor is "top" ? "" : anchor));
            }
        }

        _visit.Links = [.. links];
        Find(string.IsNullOrWhiteSpace(await page.TitleAsync()), "has no title");
        var headings = await page.Locator("h1").AllInnerTextsAsync();
        Find(headings is not [{ Length: > 0 }], $"has {headings.Count} headings of the first level");
    }

    private async Task LookAsync(IPage page)
    {
        var axe = await Axe.OnAsync(page);
        foreach (var (screen, scheme) in await IsOfKnownKindAsync(page) ? Brief : Full)
        {
            var theme = scheme.ToString().ToLowerInvariant();
            var name = $"{screen.Name}, {theme}";
            _step = $"is shown as {name}";
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var overflow = await screen.OverflowAsync(page);
            Find(overflow > 0, $"{name}: {overflow} pixels too wide");
            await page.WaitForFunctionAsync(HasTheme, theme); // It follows a moment later.
            foreach (var violation in await axe.RunAsync())
            {
                Find(true, $"{name}: {violation}");
            }

            if (pictures is not null)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{Name()}-{screen.Name}-{theme}.png"), FullPage = true });
            }

            _visit.Looks++;
        }
    }

    // Whether it is of the reference, and one of its kind, such as a class, has been looked at: they are made from the same template.
    private async Task<bool> IsOfKnownKindAsync(IPage page) => path.StartsWith("/api/", StringComparison.Ordinal)
        && !kinds.TryAdd((await page.Locator("h1").First.InnerTextAsync()).Split(' ')[0], path);

    private string Name() => path == "/" ? "front" : path.Trim('/').Replace(".html", "", StringComparison.Ordinal).Replace('/', '-');
}
