using LanguageExt;
using PodioOAuth.Functional;
using Spectre.Console;

namespace Quickstart;

/// <summary>Collects what happened, shows it as two tables, and knows whether it is what should have happened.</summary>
internal sealed class Report
{
    private readonly Table _tokens = new Table().Title("Sixteen tokens").AddColumns(
        "Transport", "Format", "Grant", "Outcome", "Lifetime", "Scope");
    private readonly Table _errors = new Table().Title("Three errors, as values").AddColumns("What", "Error", "Retry", "Description");
    private bool _asExpected = true;

    public void Token(string transport, WireFormat format, string grant, Either<OAuthError, Token> result)
    {
        _asExpected &= result.IsRight;
        Add(_tokens, [transport, $"{format}", grant, .. result.Match<string[]>(
            Right: token => [$"token for {Print(token.Reference)}", $"{token.Lifetime}", token.Scope ?? "-"],
            Left: error => [error.Describe(), "-", "-"])]);
    }

    public void Error<TExpected>(string what, TokenRequest request, Either<OAuthError, Token> result)
        where TExpected : OAuthError
    {
        _asExpected &= result.Match(Right: _ => false, Left: error => error is TExpected);
        Add(_errors, [what, .. result.Match<string[]>(
            Right: token => ["none", "-", $"{token}"],
            Left: error => [error.GetType().Name, Print(error.RetryAdvice(request.Grant)), error.Describe()])]);
    }

    /// <summary>Shows the tables; the exit code of the program.</summary>
    public int Show(PodioHost podio)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200; // A pipe has no width to wrap at.
        }

        AnsiConsole.WriteLine(
            $"Asked {podio.Endpoint.Api} ({(podio.IsLocal ? "a local Podio with made-up accounts" : "from PODIO_URL")}).");
        AnsiConsole.Write(_tokens);
        AnsiConsole.Write(_errors);
        AnsiConsole.MarkupLine(_asExpected ? "[green]All as expected.[/]" : "[red]Not all went as it should.[/]");
        return _asExpected ? 0 : 1;
    }

    // As text: what a server says must not be taken for markup.
    private static void Add(Table table, string[] cells) => table.AddRow([.. cells.Select(cell => new Text(cell))]);

    private static string Print(TokenReference reference) => reference.Match(
        user: user => $"user {user.Id}",
        app: app => $"app {app.Id}",
        other: other => $"{other}",
        none: _ => "nobody in particular");

    private static string Print(RetryAdvice advice) => advice.Match(
        safe: _ => "safe",
        useless: _ => "useless",
        ambiguous: _ => "ambiguous");
}
