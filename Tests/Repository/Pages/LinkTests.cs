namespace PodioOAuth.Functional.Repository.Tests.Pages;

/// <summary>Links between the pages of the repository.</summary>
public sealed class LinkTests
{
    private static readonly IReadOnlyDictionary<string, Page> Pages =
        Checkout.Files(".", "*.md").ToDictionary(name => name, Page.Read);

    [Fact]
    public void Every_link_leads_to_a_file_and_every_anchor_to_a_heading()
    {
        PageLink[] links =
            [.. Pages.Values.SelectMany(page => page.Links).Where(link => !link.Target.Contains("://", StringComparison.Ordinal))];
        Assert.True(links.Length > 60, $"only {links.Length} links found");
        Assert.DoesNotContain(links, link => !Leads(link));
    }

    private static bool Leads(PageLink link)
    {
        var (file, anchor) = link.Target.Split('#') is [var path, var heading] ? (path, heading) : (link.Target, null);
        var target = file.Length == 0 ? link.Page.Name : Resolved(link.Page.Name, file);
        return anchor is null
            ? Path.Exists(Path.Combine(Checkout.Root, target))
            : Pages.TryGetValue(target, out var page) && page.Anchors.Contains(anchor);
    }

    private static string Resolved(string page, string path) => Path
        .GetRelativePath(Checkout.Root, Path.Combine(Checkout.Root, Path.GetDirectoryName(page)!, path))
        .Replace('\\', '/');
}
