using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Playwright;

namespace PodioOAuth.Functional.Site;

/// <summary>Follows every link from the front page, and looks at every page that it comes to.</summary>
/// <param name="browser">The browser.</param>
/// <param name="address">The site's front page.</param>
internal sealed class SiteWalk(IBrowser browser, Uri address)
{
    /// <summary>Lets a browser find no host but the loopback one: a page that asks another fails here, and asks nobody.</summary>
    internal const string NoOtherHost = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

    private const int AtOnce = 4; // A page waits as long as it works.

    private readonly ConcurrentDictionary<string, Visit?> _visits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _kinds = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<IBrowserContext> _idle = [];
    private readonly ConcurrentDictionary<string, HttpStatusCode> _files = new(StringComparer.Ordinal);

    /// <summary>Where pictures of the pages are written; null for none.</summary>
    internal string? Pictures { get; init; }

    /// <summary>Is told how far the walk has come.</summary>
    internal Action<string> Say { get; init; } = _ => { };

    internal async Task<SiteResult> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        using var http = new HttpClient { BaseAddress = address };
        var found = new[] { "/" };
        while (found.Length > 0)
        {
            await Parallel.ForEachAsync(
                found, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (path, _) =>
                {
                    var visit = await VisitAsync(path);
                    _visits[path] = visit;
                    Say(visit.Problems.IsEmpty ? path : $"{path}: {string.Join("; ", visit.Problems)}");
                });
            found = [.. Links().Select(link => link.Path).Distinct().Where(path => IsPage(path) && _visits.TryAdd(path, null))];
        }

        foreach (var file in Links().Select(link => link.Path).Distinct().Where(path => !IsPage(path)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, file);
            using var response = await http.SendAsync(request);
            _files[file] = response.StatusCode;
        }

        Visit[] visits = [.. _visits.Values.OfType<Visit>().OrderBy(visit => visit.Path, StringComparer.Ordinal)];
        return new SiteResult(
            visits,
            [
                .. visits.SelectMany(visit => visit.Problems
                    .Concat(visit.Links.Where(link => !Leads(link)).Select(link => $"leads nowhere: {link}"))
                    .Select(text => new Problem(visit.Path, text))),
            ],
            _files.Count,
            watch.Elapsed);
    }

    private static bool IsPage(string path) =>
        path.EndsWith('/') || path.EndsWith(".html", StringComparison.Ordinal) || !Path.HasExtension(path);

    private IEnumerable<Link> Links() => _visits.Values.OfType<Visit>().SelectMany(visit => visit.Links);

    private async Task<Visit> VisitAsync(string path)
    {
        var context = _idle.TryTake(out var idle) ? idle : await browser.NewContextAsync(
            new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce, Locale = "en-GB" });
        var visit = await new PageLook(context, address, path, _kinds, Pictures).RunAsync();
        _idle.Add(context);
        return visit;
    }

    private bool Leads(Link link) => IsPage(link.Path)
        ? _visits[link.Path] is { IsShown: true } visit && (link.Anchor.Length == 0 || visit.Anchors.Contains(link.Anchor))
        : _files[link.Path] == HttpStatusCode.OK;
}

/// <summary>A link to a place in the site.</summary>
internal sealed record Link(string Path, string Anchor)
{
    public override string ToString() => Anchor.Length == 0 ? Path : $"{Path}#{Anchor}";
}

/// <summary>What was seen of a page.</summary>
/// <param name="Path">Where it is in the site.</param>
internal sealed record Visit(string Path)
{
    internal bool IsShown { get; set; }

    /// <summary>How often it was looked at, in a size and a theme.</summary>
    internal int Looks { get; set; }

    internal IReadOnlyList<Link> Links { get; set; } = [];

    internal IReadOnlySet<string> Anchors { get; set; } = new HashSet<string>();

    internal ConcurrentQueue<string> Problems { get; } = new();
}

/// <summary>Something that is wrong with a page.</summary>
internal sealed record Problem(string Path, string Text);

internal sealed record SiteResult(IReadOnlyList<Visit> Visits, List<Problem> Problems, int Files, TimeSpan Length);
