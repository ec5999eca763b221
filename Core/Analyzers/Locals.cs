using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>Follows local variables within the body that they are declared in.</summary>
internal static class Locals
{
    /// <summary>Every operation of the body that an operation is part of.</summary>
    public static IEnumerable<IOperation> BodyOf(IOperation operation)
    {
        var root = operation;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        return root.Descendants();
    }

    /// <summary>What a local variable was initialized with; anything else as it is.</summary>
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

    /// <summary>Where a local variable is used outside its declaration: an initializer may assign to its own variable.</summary>
    public static IEnumerable<IOperation> UsesOf(IVariableDeclaratorOperation declaration) => BodyOf(declaration)
        .OfType<ILocalReferenceOperation>()
        .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, declaration.Symbol)
            && !declaration.Syntax.Span.Contains(use.Syntax.Span));
}
