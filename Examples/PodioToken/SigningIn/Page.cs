using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PodioToken.SigningIn;

/// <summary>A page for the person before the browser, at an address that holds nothing.</summary>
internal sealed record Page(string Path, int Status, string Title, string Text)
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.1rem/1.5 system-ui,sans-serif}
        main{max-width:32rem;padding:2rem}
        h1{font-size:1.6rem;margin:0 0 .5rem}
        p{margin:0}
        """;

    public static readonly Page SignedIn = new(
        "/podio-token/signed-in", StatusCodes.Status200OK, "You are signed in", "You may close this window, and go on in the terminal.");

    public static readonly Page Failed = new(
        "/podio-token/failed", StatusCodes.Status200OK, "You are not signed in", "You may close this window. The terminal says why.");

    public static readonly Page NotThis = new(
        "/podio-token/not-this",
        StatusCodes.Status400BadRequest,
        "This is not the answer that was waited for",
        "Nothing was done with it. You may close this window.");

    public static readonly Page OfAnother = new(
        "/podio-token/of-another",
        StatusCodes.Status403Forbidden,
        "This sign-in is not known to be yours",
        "It was begun by a user of this machine, and this browser does not run as that user. You may close this window.");

    public static readonly Page NotFound = new(
        "/podio-token/not-found", StatusCodes.Status404NotFound, "There is nothing here", "You may close this window.");

    // The style is named by its hash; there is nothing else that a browser might load, run or send.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Those that have an address of their own.</summary>
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

    /// <summary>What every reply has: it is kept nowhere, framed by nobody, and its address told to nobody.</summary>
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
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Title}</title><style>{Style}</style></head>
        <body><main><h1>{Title}</h1><p>{Text}</p></main></body>
        </html>

        """);
}
