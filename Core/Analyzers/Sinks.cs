using Microsoft.CodeAnalysis;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>The places where others can read a text: logs, consoles, exceptions, and addresses.</summary>
internal static class Sinks
{
    /// <summary>Returns the name of a method's sink for messages, or null if it isn't one.</summary>
    public static string? Of(IMethodSymbol method) => method.ContainingType?.ToDisplayString() switch
    {
        "System.Console" when IsWrite(method) => "the console",
        "System.Diagnostics.Debug" or "System.Diagnostics.Trace" => "a trace",
        "Microsoft.Extensions.Logging.LoggerExtensions" or "Microsoft.Extensions.Logging.ILogger" => "a log",
        "Serilog.Log" or "Serilog.ILogger" => "a log",
        "System.Diagnostics.Activity" when method.Name is "SetTag" or "AddTag" or "AddEvent" or "SetBaggage" => "a trace",
        _ when IsLoggerMessage(method) => "a log",
        _ => null,
    };

    /// <summary>Returns the name of a created object's sink for messages, or null if it isn't one.</summary>
    public static string? Of(ITypeSymbol? type) =>
        KnownTypes.IsOrDerivesFrom(type, "System.Exception") ? "an exception"
        : type?.ToDisplayString() is "System.Uri" or "System.UriBuilder" ? "an address"
        : null;

    private static bool IsWrite(IMethodSymbol method) => method.Name.StartsWith("Write", StringComparison.Ordinal);

    private static bool IsLoggerMessage(IMethodSymbol method) => method.GetAttributes()
        .Any(attribute => attribute.AttributeClass?.ToDisplayString() == "Microsoft.Extensions.Logging.LoggerMessageAttribute");
}
