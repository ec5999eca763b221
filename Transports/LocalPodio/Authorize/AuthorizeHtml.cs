using System.Globalization;
using System.Text.Encodings.Web;

namespace PodioOAuth.Functional.Serving;

/// <summary>The pages as text. Everything that was sent or registered is encoded.</summary>
internal static class AuthorizeHtml
{
    internal const string Request = "request";
    internal const string User = "user";
    internal const string Answer = "answer";
    internal const string Allow = "allow";
    internal const string Deny = "deny";

    /// <summary>The page that asks. Allow comes first, because Enter in the form presses the first button (HTML, 4.10.21.2).</summary>
    /// <param name="question">The question.</param>
    /// <param name="query">The query of the request, which is sent along with the answer.</param>
    internal static string Ask(AuthorizeQuestion question, string query) => Page(
        $"Allow {question.ClientId}?",
        $"""
        <h1>Allow <code>{Text(question.ClientId)}</code> to use Podio for you?</h1>
        <p class="soft">An application with this client id asks for access. Either answer takes you back to
        <code>{Text(question.RedirectUri.GetLeftPart(UriPartial.Authority))}</code>{GetsToken(question)}.</p>
        <h2>It asks to</h2>
        <ul>
        {string.Join('\n', question.Scope.Items.Select(item => $"<li>{Text(ScopeSentence.Of(item))}</li>"))}
        </ul>
        <form method="post" action="/oauth/authorize">
        <input type="hidden" name="{Request}" value="{Text(query)}">
        <fieldset>
        <legend>Sign in as</legend>
        {string.Join('\n', question.Users.Select((user, index) => Choice(user, isChosen: index == 0)))}
        </fieldset>
        <div class="answers">
        <button class="allow" name="{Answer}" value="{Allow}">Allow</button>
        <button name="{Answer}" value="{Deny}">Deny</button>
        </div>
        </form>
        <p class="soft last">You don't need a password: every user here is made up.</p>
        """);

    /// <summary>The page of a request that can't be continued.</summary>
    /// <param name="reason">The reason, a sentence that this server wrote.</param>
    internal static string Refuse(string reason) => Page(
        "This sign-in can't continue",
        $"""
        <h1>This sign-in can't continue</h1>
        <p>{Text(reason)}</p>
        <p class="soft last">You weren't sent back to the application, because the request may not be its own. Go back to it
        and start again. If you are its developer, correct the request to <code>/oauth/authorize</code>.</p>
        """);

    private static string GetsToken(AuthorizeQuestion question) =>
        question.HandsOverToken ? ", which gets a token in your browser" : "";

    private static string Choice(AuthorizeUser user, bool isChosen)
    {
        var id = user.Id.ToString(CultureInfo.InvariantCulture);
        return $"""
            <label class="user"><input type="radio" name="{User}" value="{id}" required{(isChosen ? " checked" : "")}>
            <span>{Text(user.Names)} <span class="soft">User {id}</span></span></label>
            """;
    }

    internal static string Page(string title, string content) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(title)} – local stand-in, not Podio</title>
        <style>{AuthorizeStyle.Css}</style>
        </head>
        <body>
        <header class="banner" role="banner"><strong>Local stand-in, not Podio.</strong> Never type a real password here.</header>
        <main>
        {content}
        </main>
        </body>
        </html>

        """;

    internal static string Text(string value) => HtmlEncoder.Default.Encode(value);
}
