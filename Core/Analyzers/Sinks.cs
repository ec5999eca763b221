using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>The places where others can read a text: logs, consoles, exceptions, and addresses.</summary>
internal static class Sinks
{
    /// <summary>Returns the name of a called method's sink for messages, or null if it isn't one.</summary>
    public static string? Of(IInvocationOperation call) => call.TargetMethod.ContainingType?.ToDisplayString() switch
    {
        "System.Console" when IsWrite(call.TargetMethod) => "the console",
        "System.IO.TextWriter" when IsWrite(call.TargetMethod) && IsConsole(call.Instance) => "the console",
        "System.Diagnostics.Debug" or "System.Diagnostics.Trace" => "a trace",
        "Microsoft.Extensions.Logging.LoggerExtensions" or "Microsoft.Extensions.Logging.ILogger" => "a log",
        "Serilog.Log" or "Serilog.ILogger" => "a log",
        "System.Diagnostics.Activity" when call.TargetMethod.Name is "SetTag" or "AddTag" or "AddEvent" or "SetBaggage" => "a trace",
        _ when IsLoggerMessage(call.TargetMethod) => "a log",
        _ => null,
    };

    /// <summary>Returns the name of a created object's sink for messages, or null if it isn't one.</summary>
    public static string? Of(ITypeSymbol? type) =>
        KnownTypes.IsOrDerivesFrom(type, "System.Exception") ? "an exception"
        : type?.ToDisplayString() is "System.Uri" or "System.UriBuilder" ? "an address"
        : null;

    private static bool IsWrite(IMethodSymbol method) => method.Name.StartsWith("Write", StringComparison.Ordinal);

    private static bool IsConsole(IOperation? writer) =>
        Locals.Origin(writer) is IPropertyReferenceOperation { Property: { Name: "Error" or "Out", ContainingType: var type } }
        && type.ToDisplayString() == "System.Console";

    private static bool IsLoggerMessage(IMethodSymbol method) => method.GetAttributes()
        .Any(attribute => attribute.AttributeClass?.ToDisplayString() == "Microsoft.Extensions.Logging.LoggerMessageAttribute");
}
