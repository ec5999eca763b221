using System.Globalization;
using PodioOAuth.Functional;
using PodioToken.Settings;
using Spectre.Console;

namespace PodioToken.Reports;

/// <summary>Lines for a person: a token on standard output, an error on standard error.</summary>
internal sealed class TextReport(IAnsiConsole output, IAnsiConsole error, TimeProvider time, bool isQuiet) : IReport
{
    public PodioEndpoint? Endpoint { private get; set; }

    public int Ended(int code, string message)
    {
        error.WriteError(message);
        return code;
    }

    public void Granted(Token token, string? file)
    {
        if (isQuiet)
        {
            return;
        }

        Line("Reference", Words.Reference(token.Reference));
        Line("Lifetime", Words.Lifetime(token.Lifetime));
        Line("Scope", Words.Scope(token.Scope));
        Line("Refreshable", token.RefreshToken is null ? "no" : "yes");
        Line("Saved to", file ?? "nowhere (--save FILE)");
    }

    public void Failed(OAuthError reason, Grant grant)
    {
        error.WriteError(reason is InvalidInputError invalid
            ? $"Nothing was sent. {string.Join(' ', invalid.Fields.Select(field => $"{Variable.NameOf(field.Field)}: {field.Message}"))}"
            : Named.Hosts(reason.Describe(), profile: null, Endpoint));
        error.WriteParagraph(reason.RetryAdvice(grant).Match(
            safe: _ => $"Retrying is safe{Wait(reason)}.",
            useless: _ => "Retrying the same request won't help.",
            ambiguous: _ => $"Retrying may repeat the request{Wait(reason)}."));
    }

    // As text, so that a server's words are never interpreted as markup.
    private void Line(string label, string value)
    {
        output.Write(new Text(label.PadRight("Refreshable".Length + 2), new Style(decoration: Decoration.Bold)));
        output.WriteLine(value);
    }

    private string Wait(OAuthError reason) => Words.WaitSeconds(reason, time.GetUtcNow()) is { } seconds
        ? string.Create(CultureInfo.InvariantCulture, $", after {seconds} seconds")
        : "";
}
