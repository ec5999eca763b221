using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PodioToken.SigningIn;

/// <summary>A page in the browser, at an address that contains nothing.</summary>
internal sealed record Page(string Path, int Status, string Title, string Text)
{
    private const string Style = """
        /* The base that podio-token's page, the local Podio and the example site share. Colours keep a contrast of
           4.5 to 1 for text, and of 3 to 1 for borders of controls (WCAG 2.2, 1.4.3 and 1.4.11). */
        :root { color-scheme: light dark;
          --page: #f4f5f7; --card: #ffffff; --text: #1d2433; --soft: #525c6e; --line: #dde1e8; --edge: #7a8496;
          --accent: #1f5f8b; --on-accent: #ffffff; --accent-strong: #184c70; --good: #1c6b3c; --note: #eef4f9;
          --bad: #fdf1ef; --bad-edge: #b3392b; --warn: #5c3d00; --warn-page: #ffe9b8; --warn-line: #c98a00 }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #12161d; --card: #1b212b; --text: #e8ecf3; --soft: #a9b3c3; --line: #333c4a; --edge: #7f8a9d;
            --accent: #8cc4ea; --on-accent: #0d2233; --accent-strong: #b3daf4; --good: #7fd6a0; --note: #202b38;
            --bad: #332220; --bad-edge: #f0968a; --warn: #ffdf9e; --warn-page: #3a2c0c; --warn-line: #a87a1c } }
        *, ::before, ::after { box-sizing: border-box }
        html { -webkit-text-size-adjust: 100% }
        body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--text);
          font: 1rem/1.55 system-ui, sans-serif }
        .top { display: flex; align-items: center; justify-content: space-between; flex-wrap: wrap; gap: .5rem 1rem;
          width: 100%; max-width: 36rem; margin: 0 auto; padding: 1.25rem 0 }
        .name { display: inline-flex; align-items: center; gap: .6rem; color: inherit; font-weight: 650; text-decoration: none }
        main { width: 100%; max-width: 36rem; margin: 0 auto; padding: 2.25rem; background: var(--card); border: 1px solid var(--line);
          border-radius: .875rem; overflow-wrap: anywhere }
        main > :last-child { margin-bottom: 0 }
        h1 { margin: 0 0 .75rem; font-size: 1.625rem; line-height: 1.25; font-weight: 680; letter-spacing: -.015em; text-wrap: balance }
        h2, legend { margin: 0 0 .5rem; padding: 0; font-size: 1.0625rem; line-height: 1.35; font-weight: 650 }
        p, ul { margin: 0 0 1rem } ul { padding-left: 1.25rem } li + li { margin-top: .3rem }
        a { color: var(--accent); text-underline-offset: .15em } a:hover { color: var(--accent-strong) }
        .good { margin-bottom: .25rem; color: var(--good); font-size: .9375rem; font-weight: 650 }
        .soft { color: var(--soft); font-size: .9375rem }
        button, .button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.875rem; padding: .5rem 1.25rem;
          border: 1px solid var(--edge); border-radius: .5rem; background: transparent; color: var(--text); font: inherit; font-weight: 600;
          text-decoration: none; cursor: pointer }
        button:hover, .button:hover { border-color: var(--accent); color: var(--text) }
        .primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent) }
        .primary:hover { border-color: var(--accent-strong); background: var(--accent-strong); color: var(--on-accent) }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
        @media (max-width: 38rem) {
          .top { padding: 1rem 1.25rem }
          main { padding: 1.75rem 1.25rem; border-width: 1px 0; border-radius: 0 } }
        /* End of the base. */
        main { margin-bottom: 2.5rem }
        """;

    public static readonly Page SignedIn = new(
        "/podio-token/signed-in", StatusCodes.Status200OK, "You are signed in", "You can close this window and return to the terminal.");

    public static readonly Page Failed = new(
        "/podio-token/failed", StatusCodes.Status200OK, "You aren't signed in",
        "You can close this window. The terminal shows why, and what to do.");

    public static readonly Page NotThis = new(
        "/podio-token/not-this",
        StatusCodes.Status400BadRequest,
        "This isn't the expected callback",
        "It was ignored. You can close this window.");

    public static readonly Page OfAnother = new(
        "/podio-token/of-another",
        StatusCodes.Status403Forbidden,
        "This sign-in may not be yours",
        "It was started by a user of this machine, and this browser doesn't run as that user. You can close this window.");

    public static readonly Page NotFound = new(
        "/podio-token/not-found", StatusCodes.Status404NotFound, "There is nothing here", "You can close this window.");

    // The style is named by its hash; there is nothing else that a browser might load, run or send.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The pages that have their own address.</summary>
    public static IReadOnlyList<Page> Addressed { get; } = [SignedIn, Failed, NotThis];

    /// <summary>Shows the page.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var bytes = ToBytes();
        context.Response.StatusCode = Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.CompleteAsync();
    }

    /// <summary>Sets the headers of every reply: no caching, no framing, no referrer.</summary>
    public static void Protect(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private byte[] ToBytes() => Encoding.UTF8.GetBytes(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Title} – podio-token</title><style>{Style}</style>
        </head>
        <body>
        <header class="top"><span class="name">podio-token</span></header>
        <main><h1>{Title}</h1><p>{Text}</p></main>
        </body>
        </html>

        """);
}
