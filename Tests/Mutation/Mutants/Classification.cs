using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PodioOAuth.Functional.Mutation;

/// <summary>Determines the kind of a mutant from what it changes.</summary>
internal static partial class Classification
{
    internal static MutantKind Of(SyntaxNode changed, string mutator) =>
        IsInHashCode(changed) ? MutantKind.HashCode
        : IsNullGuard(changed) ? MutantKind.NullGuard
        : mutator.Contains("String", StringComparison.OrdinalIgnoreCase) && IsMessage(changed) ? MutantKind.Text
        : MutantKind.Rule;

    /// <summary>Returns the name of the member that contains it, or otherwise of the type.</summary>
    internal static string MemberOf(SyntaxNode changed) => changed.AncestorsAndSelf().Select(node => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => "operator",
        IndexerDeclarationSyntax => "this",
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    }).FirstOrDefault(name => name is not null) ?? "";

    private static bool IsInHashCode(SyntaxNode changed) =>
        changed.AncestorsAndSelf().OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.Text == nameof(GetHashCode));

    private static bool IsNullGuard(SyntaxNode changed) => changed
        is ExpressionStatementSyntax
        {
            Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ThrowIfNull" } },
        }
        or BinaryExpressionSyntax { Right: ThrowExpressionSyntax };

    // Prose, or part of the text of an exception, a log entry or a description.
    private static bool IsMessage(SyntaxNode changed) =>
        Words().IsMatch(changed.ToString())
        || changed.Ancestors().Any(ancestor => ancestor switch
        {
            BaseObjectCreationExpressionSyntax creation => creation.ToString().Contains("Exception(", StringComparison.Ordinal),
            AttributeSyntax => true,
            _ => false,
        });

    [GeneratedRegex("[a-z]{2,}[,;:]? [a-z]{2,}")]
    private static partial Regex Words();
}
