using Microsoft.CodeAnalysis;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>Recognizes the types of the library and of the framework that the rules are about. By name, because the analyzers load none of
/// them.</summary>
internal static class KnownTypes
{
    /// <summary>Returns the result type of a task, or any other type unchanged.</summary>
    public static ITypeSymbol? Awaited(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1, Name: "Task" or "ValueTask" } task
        && Is(task.ContainingNamespace, "System.Threading.Tasks")
            ? task.TypeArguments[0]
            : type;

    public static bool IsOutcome(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Either", TypeArguments.Length: 2 } either
        && Is(either.ContainingNamespace, "LanguageExt")
        && IsOurs(either.TypeArguments[0]);

    public static bool IsSecret(ITypeSymbol? type) => type is { Name: "Secret" } && IsOurs(type);

    public static bool IsOurs(ITypeSymbol? type) =>
        type?.ContainingAssembly?.Name is { } name
        && (name == "PodioOAuth.Functional" || name.StartsWith("PodioOAuth.Functional.", StringComparison.Ordinal));

    public static bool IsOrDerivesFrom(ITypeSymbol? type, string fullName)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (each.ToDisplayString() == fullName)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(INamespaceSymbol? space, string name) => space?.ToDisplayString() == name;
}
