using Microsoft.CodeAnalysis;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>The rules that the analyzers report. The guide's page on security lists the same ones.</summary>
public static class Rules
{
    private const string Category = "PodioOAuth";

    /// <summary>An outcome of the library is ignored, and with it its error.</summary>
    public static readonly DiagnosticDescriptor UnusedOutcome = new(
        "PODIO1001",
        "The outcome is ignored",
        "The outcome of '{0}' is ignored, so an error would go unnoticed",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An Either of this library holds either a value or an error, and no exception is thrown for the error. Match it, "
        + "return it, or assign it to a discard to ignore it on purpose.");

    /// <summary>A revealed secret is written to a log, a console, an exception, or an address.</summary>
    public static readonly DiagnosticDescriptor RevealedSecret = new(
        "PODIO1002",
        "A secret is revealed to a log, a console, an exception, or an address",
        "'{0}' reveals a secret to {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Logs, consoles, exceptions, and addresses can be read by others, and outlive the program. Pass the secret itself, which "
        + "prints as [redacted], or leave it out.");

    /// <summary>A secret is converted to text, which is [redacted].</summary>
    public static readonly DiagnosticDescriptor RedactedSecret = new(
        "PODIO1003",
        "A secret is converted to [redacted]",
        "'{0}' is a Secret, which is converted to [redacted]",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "If the receiver needs the secret, such as in a header, call Reveal() or RevealAuthorizationHeader(). If the text is "
        + "for people or logs, leave the secret out.");

    /// <summary>The client of a transport follows redirects.</summary>
    public static readonly DiagnosticDescriptor FollowsRedirects = new(
        "PODIO1004",
        "The client of a transport follows redirects",
        "This HttpClient follows redirects; a token request must not be sent to another address",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The transport doesn't send the credentials to the address of a redirect, but handlers below it may already have "
        + "read them. Create the client with HttpClientTransport.CreateClient(), or set AllowAutoRedirect to false.");
}
