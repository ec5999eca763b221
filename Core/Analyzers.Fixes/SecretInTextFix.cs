using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>Passes the secret itself, which prints as [redacted], instead of the result of <c>Reveal()</c>, where a secret may stand in
/// place of a string.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SecretInTextFix : CodeFixProvider
{
    private const string Title = "Pass the secret, which prints as [redacted]";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.RevealedSecret.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax access,
            } call
            && IsReveal(call)
            && TakesAnything(call, await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false)))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    Title,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(
                        root.ReplaceNode(call, access.Expression.WithTriviaFrom(call)))),
                    Title),
                context.Diagnostics);
        }
    }

    // A sum with a second revealed secret is left alone: with both replaced, it would contain no string.
    private static bool TakesAnything(InvocationExpressionSyntax call, SemanticModel? model) => call.Parent switch
    {
        InterpolationSyntax => true,
        ArgumentSyntax => model.GetTypeInfo(call).ConvertedType?.SpecialType == SpecialType.System_Object,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum =>
            IsText(sum.Left, call, model) || IsText(sum.Right, call, model),
        _ => false,
    };

    private static bool IsText(ExpressionSyntax operand, InvocationExpressionSyntax call, SemanticModel? model) =>
        operand != call && !IsReveal(operand) && model.GetTypeInfo(operand).Type?.SpecialType == SpecialType.System_String;

    private static bool IsReveal(ExpressionSyntax expression) => expression is InvocationExpressionSyntax
    {
        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Reveal" },
    };
}
