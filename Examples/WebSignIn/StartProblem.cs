using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace WebSignIn;

/// <summary>Why the site didn't start, if the person who starts it can fix that: a sentence instead of a stack trace.</summary>
internal static class StartProblem
{
    /// <returns>The sentence; null for a bug in the site itself.</returns>
    internal static string? Of(Exception exception) => exception switch
    {
        SettingsException => exception.Message,
        OptionsValidationException settings => $"The Podio settings are invalid: {string.Join("; ", settings.Failures)}",
        IOException or SocketException => $"The site can't listen there: {Sentence(exception)} Set ASPNETCORE_URLS to another address.",
        FormatException or InvalidOperationException when IsOfServer(exception) =>
            $"The site can't listen there: {Sentence(exception)} ASPNETCORE_URLS sets the address.",
        _ => null,
    };

    // For an invalid address, or https without a certificate, the server's own message says it.
    private static bool IsOfServer(Exception exception) =>
        exception.Source is { } source
        && (source.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) || source == "Microsoft.AspNetCore.Http");

    private static string Sentence(Exception exception)
    {
        var line = exception.Message.Split('\n')[0].Trim();
        return line.EndsWith('.') ? line : $"{line}.";
    }
}
