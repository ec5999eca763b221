using LanguageExt;
using PodioOAuth.Functional;

namespace Quickstart;

/// <summary>Reports what happened as plain lines, broken between words, and whether it was expected.</summary>
internal sealed class Report
{
    private const string Indent = "  ";
    private const int GrantWidth = 20;

    private readonly List<string> _tokens = ["", "Sixteen tokens"];
    private readonly List<string> _errors = ["", "Three errors, as values"];
    private bool _asExpected = true;

    /// <summary>Starts the lines of a transport and a format.</summary>
    public void Section(string transport, WireFormat format) => _tokens.AddRange(["", $"{transport}, {format}"]);

    public void Token(string grant, Either<OAuthError, Token> result)
    {
        _asExpected &= result.IsRight;
        _tokens.Add(Indent + grant.PadRight(GrantWidth) + result.Match(
            Right: token => $"token for {Print(token.Reference)}, valid for {token.Lifetime}, scope {token.Scope ?? "-"}",
            Left: error => error.Describe()));
    }

    public void Error<TExpected>(string what, TokenRequest request, Either<OAuthError, Token> result)
        where TExpected : OAuthError
    {
        _asExpected &= result.Match(Right: _ => false, Left: error => error is TExpected);
        _errors.AddRange(result.Match<string[]>(
            Right: token => ["", $"{what}: none, but {token}"],
            Left: error =>
            [
                "",
                $"{what}: {error.GetType().Name}, a retry is {Print(error.RetryAdvice(request.Grant))}",
                Indent + error.Describe(),
            ]));
    }

    /// <summary>Prints the lines and returns the program's exit code.</summary>
    public int Show(PodioHost podio)
    {
        string[] lines =
        [
            $"Used {podio.Endpoint.Api} ({(podio.IsLocal ? "a local Podio with made-up accounts" : "from PODIO_URL")}).",
            .. _tokens,
            .. _errors,
            "",
            _asExpected ? "All as expected." : "Not everything went as expected.",
        ];
        foreach (var line in lines.SelectMany(line => Wrap(line, Width)))
        {
            Console.WriteLine(line);
        }

        return _asExpected ? 0 : 1;
    }

    // A pipe has no width to break lines at; a terminal of unknown width counts as 80 columns.
    private static int Width => Console.IsOutputRedirected ? int.MaxValue : Console.WindowWidth > 0 ? Console.WindowWidth : 80;

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var below = new string(' ', text.Length - text.TrimStart().Length);
        var line = below;
        foreach (var word in text[below.Length..].Split(' '))
        {
            if (line.Trim().Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = below + word;
            }
            else
            {
                line += line.Length == below.Length ? word : $" {word}";
            }
        }

        yield return line;
    }

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
