using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>Reports a statement whose value is an outcome of the library, awaited or not, that is neither used nor discarded.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedOutcomeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UnusedOutcome];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.ExpressionStatement);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var statement = (IExpressionStatementOperation)context.Operation;
        var value = statement.Operation is IAwaitOperation awaited ? Unconfigured(awaited.Operation) : statement.Operation;
        if (value is IAssignmentOperation || !KnownTypes.IsOutcome(KnownTypes.Awaited(value.Type)))
        {
            return;
        }

        var name = value is IInvocationOperation call ? call.TargetMethod.Name : value.Syntax.ToString();
        context.ReportDiagnostic(Diagnostic.Create(Rules.UnusedOutcome, statement.Syntax.GetLocation(), name));
    }

    // Methods such as ConfigureAwait: the task that they are called on is awaited.
    private static IOperation Unconfigured(IOperation awaited) =>
        awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? task : awaited;
}
