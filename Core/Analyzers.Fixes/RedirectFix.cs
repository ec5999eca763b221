using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>Creates the client of a transport with <c>HttpClientTransport.CreateClient()</c>, which doesn't follow redirects.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RedirectFix : CodeFixProvider
{
    private const string Title = "Create the client with HttpClientTransport.CreateClient()";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.FollowsRedirects.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>()
            is not { Initializer: null } creation || HasHandler(creation))
        {
            return; // A custom handler may do more than follow redirects: only its author can decide how to replace it.
        }

        var changed = SyntaxFactory.ParseExpression("HttpClientTransport.CreateClient()").WithTriviaFrom(creation);
        context.RegisterCodeFix(
            CodeAction.Create(
                Title,
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(creation, changed))),
                Title),
            context.Diagnostics);
    }

    private static bool HasHandler(BaseObjectCreationExpressionSyntax creation) => creation.ArgumentList is { Arguments.Count: > 0 };
}
