using Microsoft.Playwright;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>An answer of Podio's to the client-side flow, and what the site says of its state.</summary>
/// <param name="Fragment">The fragment.</param>
/// <param name="State">Whether the state is the site's own; null where the site does not say.</param>
internal sealed record ClientSideAnswer(string Fragment, bool? State = true)
{
    internal const string Callback = "/client-side/callback";

    private const string Token = "access_token=0123456789abcdef&token_type=bearer&expires_in=28800&scope=user:read+space:read&state=0";

    /// <summary>One for each outcome that the page knows.</summary>
    internal static readonly IReadOnlyDictionary<string, ClientSideAnswer> All = new Dictionary<string, ClientSideAnswer>
    {
        ["granted"] = new(Token),
        ["denied"] = new("error=access_denied&state=0"),
        ["rejected"] = new("error=server_error&state=0"),
        ["forged"] = new(Token, State: false),
        ["malformed"] = new($"{Token}&access_token=b"),
        ["nothing"] = new(""),
        ["unchecked"] = new(Token, State: null),
    };

    /// <summary>Sends the browser to the callback with it.</summary>
    internal async Task SendAsync(Walk walk, IPage page)
    {
        await page.UnrouteAllAsync();
        await page.RouteAsync("**/client-side/state", route => route.FulfillAsync(State is { } isOurs
            ? new() { Json = new { isOurs } }
            : new() { Status = 503 }));
        await page.GotoAsync("about:blank"); // To a page that differs by its fragment alone a browser does not go.
        await page.GotoAsync(new Uri(walk.Site.Address, Fragment.Length > 0 ? $"{Callback}#{Fragment}" : Callback).AbsoluteUri);
    }
}
