using System.Text;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>The page for a browser that opens the server's own address: what this is, and where its parts are.</summary>
internal static class StartPage
{
    internal static bool Owns(HttpRequest request) =>
        request.Path == "/"
        && HttpMethods.IsGet(request.Method)
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    internal static async Task ShowAsync(HttpContext context)
    {
        var body = Encoding.UTF8.GetBytes(Html($"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}"));
        PageHeaders.Write(context.Response);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private static string Html(string address) => AuthorizeHtml.Page(
        "A local Podio",
        $"""
        <h1>A local Podio is running</h1>
        <p>It behaves like Podio, with made-up accounts, so that you can try a program without an API key. Nothing is sent to
        Podio.</p>
        <h2>Where things are</h2>
        <ul>
        <li>The API: <code>{AuthorizeHtml.Text(address)}/</code></li>
        <li>Tokens: <code>POST /oauth/token</code>, and <code>/oauth/token/v2</code> for JSON</li>
        <li>Sign-in for people: <code>/oauth/authorize</code>, where an application sends you</li>
        <li>Control for tests, such as moving the clock: <code>/_control</code></li>
        </ul>
        <h2>Sign in</h2>
        <p class="soft last">The program that started it has a client to sign in with. <code>podio-token serve</code> prints the whole
        command on its terminal.</p>
        """);
}
