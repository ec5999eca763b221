using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>Reports a revealed secret that is written to a log, a console, an exception, or an address, and a <c>Secret</c> that is
/// converted to text.</summary>
/// <remarks>Follows a local variable to its initializer only.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretInTextAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.RevealedSecret, Rules.RedactedSecret];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(AnalyzeReveal, OperationKind.Invocation);
        context.RegisterOperationAction(AnalyzeText, OperationKind.Interpolation, OperationKind.Binary);
    }

    private static void AnalyzeReveal(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (Reveals(call) && SinkOf(call, new(SymbolEqualityComparer.Default)) is { } sink)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.RevealedSecret, call.Syntax.GetLocation(), call.TargetMethod.Name, sink));
        }
    }

    private static void AnalyzeText(OperationAnalysisContext context)
    {
        IOperation[] parts = context.Operation switch
        {
            IInterpolationOperation hole => [hole.Expression],
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
                [sum.LeftOperand, sum.RightOperand],
            _ => [],
        };
        foreach (var part in parts.Select(WithoutConversion).Where(part => KnownTypes.IsSecret(part.Type)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.RedactedSecret, part.Syntax.GetLocation(), part.Syntax.ToString()));
        }
    }

    // ServerText and ServerCode also have a Reveal method, but hold no secret.
    private static bool Reveals(IInvocationOperation call) =>
        call.TargetMethod.Name == "Reveal" && KnownTypes.IsSecret(call.TargetMethod.ContainingType)
        || call.TargetMethod.Name is "RevealAuthorizationHeader" or "RevealAuthenticationHeader"
        && KnownTypes.IsOurs(call.TargetMethod.ContainingType);

    // The place where the text ends up, if others can read it. Each local variable is followed once: in code that doesn't compile,
    // variables may be initialized by each other.
    private static string? SinkOf(IOperation revealed, HashSet<ILocalSymbol> seen)
    {
        for (var (part, each) = (revealed, revealed.Parent); each is not null; (part, each) = (each, each.Parent))
        {
            switch (each)
            {
                case IInvocationOperation call when Sinks.Of(call) is { } sink:
                    return sink;
                case IObjectCreationOperation made when Sinks.Of(made.Type) is { } sink:
                    return sink;
                case IVariableDeclaratorOperation declaration:
                    return seen.Add(declaration.Symbol)
                        ? Locals.UsesOf(declaration).Select(use => SinkOf(use, seen)).FirstOrDefault(sink => sink is not null)
                        : null;
                case IAnonymousFunctionOperation or IBlockOperation:
                case var _ when !Contains(each, part):
                    return null;
            }
        }

        return null;
    }

    // Whether what an operation results in contains the text of its part, unlike the text's length or a comparison with it.
    private static bool Contains(IOperation operation, IOperation part) => operation switch
    {
        IConversionOperation conversion => !conversion.Conversion.IsUserDefined,
        IConditionalOperation choice => choice.Condition != part,
        ISwitchExpressionOperation choice => choice.Value != part,
        ICoalesceOperation or IAssignmentOperation or IObjectOrCollectionInitializerOperation => true,
        IArrayCreationOperation or ICollectionExpressionOperation or ITupleOperation or IAnonymousObjectCreationOperation => true,
        IInterpolatedStringHandlerCreationOperation or IInvocationOperation { Parent: IInterpolatedStringAppendOperation } => true,
        _ => operation.Type is null or { SpecialType: SpecialType.System_String },
    };

    private static IOperation WithoutConversion(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : operation;
}
