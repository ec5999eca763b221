using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>Assigns an ignored outcome to a variable or a discard.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnusedOutcomeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnusedOutcome.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement)
        {
            return;
        }

        Register("Assign the outcome to a discard", Discard(statement));
        if (statement.Parent is BlockSyntax or GlobalStatementSyntax)
        {
            Register("Assign the outcome to a variable", Declare(statement));
        }

        void Register(string title, StatementSyntax changed) => context.RegisterCodeFix(
            CodeAction.Create(
                title,
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(statement, changed.WithTriviaFrom(statement)))),
                title),
            context.Diagnostics);
    }

    private static StatementSyntax Discard(ExpressionStatementSyntax statement) =>
        SyntaxFactory.ParseStatement($"_ = {statement.Expression.WithoutTrivia()};");

    private static StatementSyntax Declare(ExpressionStatementSyntax statement) =>
        SyntaxFactory.ParseStatement($"var outcome = {statement.Expression.WithoutTrivia()};");
}
