using System.Globalization;
using LanguageExt;
using PodioOAuth.Functional;
using WebSignIn.Account;

namespace WebSignIn.Pages;

/// <summary>What the account page shows. No secret is in it.</summary>
/// <param name="Account">Whom the token stands for; null where there is none at the moment.</param>
/// <param name="Times">When it ends and is renewed.</param>
/// <param name="Trouble">Why there is no token at the moment, or null.</param>
/// <param name="Called">What Podio answered to the call, or null.</param>
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
        none: _ => "An account that Podio does not name");
}
