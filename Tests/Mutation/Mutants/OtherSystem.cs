using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PodioOAuth.Functional.Mutation;

/// <summary>Detects code that only another operating system runs, by the attributes of its type or member, or by a branch for a
/// system.</summary>
internal static partial class OtherSystem
{
    internal static bool Runs(SyntaxNode code) => code.AncestorsAndSelf().Any(node =>
        node is MemberDeclarationSyntax member ? IsByAttribute(member) : IsByBranch(node));

    private static bool IsByAttribute(MemberDeclarationSyntax member)
    {
        var systems = member.AttributeLists.SelectMany(list => list.Attributes)
            .Where(attribute => attribute.ArgumentList?.Arguments is [{ Expression: LiteralExpressionSyntax }])
            .ToLookup(
                attribute => $"{attribute.Name}",
                attribute => ((LiteralExpressionSyntax)attribute.ArgumentList!.Arguments[0].Expression).Token.ValueText);
        var supported = systems["SupportedOSPlatform"].ToList();
        return systems["UnsupportedOSPlatform"].Any(OperatingSystem.IsOSPlatform)
            || (supported.Count > 0 && !supported.Any(OperatingSystem.IsOSPlatform));
    }

    private static bool IsByBranch(SyntaxNode node) => node.Parent switch
    {
        IfStatementSyntax choice when node == choice.Statement => IsThisSystem(choice.Condition) == false,
        ElseClauseSyntax { Parent: IfStatementSyntax choice } => IsThisSystem(choice.Condition) == true,
        ConditionalExpressionSyntax choice when node == choice.WhenTrue => IsThisSystem(choice.Condition) == false,
        ConditionalExpressionSyntax choice when node == choice.WhenFalse => IsThisSystem(choice.Condition) == true,
        _ => false,
    };

    // Null for any other condition.
    private static bool? IsThisSystem(ExpressionSyntax condition) =>
        Question().Match($"{condition}") is { Success: true } question ? OperatingSystem.IsOSPlatform(question.Groups[1].Value) : null;

    [GeneratedRegex(@"^OperatingSystem\.Is(\w+)\(\)$")]
    private static partial Regex Question();
}
