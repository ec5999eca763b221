using System.Globalization;
using LanguageExt;
using PodioOAuth.Functional;
using WebSignIn.Account;

namespace WebSignIn.Pages;

/// <summary>The content of the account page. Contains no secret.</summary>
/// <param name="Account">The owner of the token; null if there is none at the moment.</param>
/// <param name="Times">When it expires and is renewed.</param>
/// <param name="Trouble">Why there is no token at the moment, or null.</param>
/// <param name="Called">Podio's reply to the call, or null.</param>
/// <param name="CallFailed">Why the call failed, or null.</param>
public sealed record AccountView(
    string? Account, TokenTimes Times, string? Trouble = null, string? Called = null, string? CallFailed = null)
{
    internal static AccountView Of(Token token, TokenTimes times, Either<TokenSourceError, string>? called)
    {
        var view = new AccountView(Name(token.Reference), times);
        return called is not { } answer ? view : answer.Match(
            Right: scope => view with { Called = scope },
            Left: error => view with { CallFailed = error.Describe() });
    }

    internal static AccountView Of(TokenSourceError error, TokenTimes times) => new(Account: null, times, error.Describe());

    private static string Name(TokenReference reference) => reference.Match(
        user: it => string.Create(CultureInfo.InvariantCulture, $"Podio user {it.Id}"),
        app: it => string.Create(CultureInfo.InvariantCulture, $"Podio app {it.Id}"),
        other: it => $"{it.Type} {it.Id}",
        none: _ => "An account that Podio doesn’t name");
}
