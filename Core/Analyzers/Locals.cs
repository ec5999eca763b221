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

    /// <summary>Returns the initializer of a local variable, or any other operation unchanged.</summary>
    public static IOperation? Origin(IOperation? value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is ILocalReferenceOperation { Local: var local }
            ? Origin(BodyOf(value).OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                ?.GetVariableInitializer()?.Value)
            : value;
    }

    /// <summary>Returns the uses of a local variable outside its declaration, because an initializer may assign to its own
    /// variable.</summary>
    public static IEnumerable<IOperation> UsesOf(IVariableDeclaratorOperation declaration) => BodyOf(declaration)
        .OfType<ILocalReferenceOperation>()
        .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, declaration.Symbol)
            && !declaration.Syntax.Span.Contains(use.Syntax.Span));
}
