namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>The headers of every reply, and pages that need no exception from them.</summary>
public sealed partial class HeaderTests : OnSite
{
    private static readonly string[] Paths =
    [
        "/", "/account", "/account/scope", "/client-side", "/client-side/callback", "/problem/denied", "/problem/forged",
        "/problem/trouble",
        "/signed-out", "/signed-out/not-at-podio", "/nowhere", "/callback",
        "/site.css", "/times.js", "/account.js", "/client-side.js", "/icon.svg",
    ];

    [Fact]
    public async Task Every_reply_has_them()
    {
        await Guest.SignInAsync();
        List<(string Path, Reply Reply)> replies = [];
        foreach (var path in Paths)
        {
            replies.Add((path, await Guest.GetAsync(path)));
        }

        Assert.All(replies, it => AssertSecure(it.Reply, Site));
    }

    internal static void AssertSecure(Reply reply, RunningSite site)
    {
        Assert.Equal(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
            + $"form-action 'self' {site.PodioAddress.GetLeftPart(UriPartial.Authority)}; base-uri 'none'; frame-ancestors 'none'",
            reply.Headers["Content-Security-Policy"]);
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.Equal("no-referrer", reply.Headers["Referrer-Policy"]);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.Equal("DENY", reply.Headers["X-Frame-Options"]);
        Assert.Equal("same-origin", reply.Headers["Cross-Origin-Opener-Policy"]);
        Assert.DoesNotContain("Server", reply.Headers.Keys);
        Assert.DoesNotMatch(Inline(), reply.Body);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_says_so()
    {
        var reply = await Guest.GetAsync("/nowhere");
        Assert.Equal(404, reply.Status);
        Assert.Contains("<h1>Page not found</h1>", reply.Body, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
