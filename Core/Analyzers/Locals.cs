using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>Follows local variables within the body that they are declared in.</summary>
internal static class Locals
{
    /// <summary>Returns every operation in the body that contains an operation.</summary>
    public static IEnumerable<IOperation> BodyOf(IOperation operation)
    {
        var root = operation;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        return root.Descendants();
    }

    /// <summary>Returns the initializer of a local variable, or any other operation unchanged. Null if there is none, or if variables are
    /// initialized by each other.</summary>
    public static IOperation? Origin(IOperation? value)
    {
        var seen = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default);
        while (value is IConversionOperation or ILocalReferenceOperation)
        {
            value = value switch
            {
                IConversionOperation conversion => conversion.Operand,
                ILocalReferenceOperation use when seen.Add(use.Local) => InitializerOf(use),
                _ => null,
            };
        }

        return value;
    }

    /// <summary>Returns the uses of a local variable outside its declaration, because an initializer may assign to its own
    /// variable.</summary>
    public static IEnumerable<IOperation> UsesOf(IVariableDeclaratorOperation declaration) => BodyOf(declaration)
        .OfType<ILocalReferenceOperation>()
        .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, declaration.Symbol)
            && !declaration.Syntax.Span.Contains(use.Syntax.Span));

    private static IOperation? InitializerOf(ILocalReferenceOperation use) => BodyOf(use)
        .OfType<IVariableDeclaratorOperation>()
        .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, use.Local))
        ?.GetVariableInitializer()?.Value;
}
