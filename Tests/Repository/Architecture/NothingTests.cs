using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit.Sdk;

namespace PodioOAuth.Functional.Repository.Tests.Architecture;

/// <summary>No test passes on nothing. <c>Assert.All</c> refuses an empty collection (Tests/Assert.cs); this looks at the sources for what
/// would still be content with one, or with any text at all.</summary>
public sealed class NothingTests
{
    private static readonly string[] Counts = ["Length", "Count", "LongCount"];
    private static readonly string[] KeepCount =
        ["Select", "Order", "OrderBy", "OrderDescending", "Reverse", "Index", "ToArray", "ToList", "Cast"];

    [Fact]
    public void No_test_passes_on_an_empty_collection()
    {
        var sources = Checkout.Files("Tests", "*.cs").Where(file => file != "Tests/Assert.cs").ToArray();
        Assert.True(sources.Length > 300, $"only {sources.Length} files found");
        Assert.Empty(sources.SelectMany(file => Find(Checkout.Read(file)).Select(found => $"{file}:{found}")));
    }

    // There F# is only a face: it has asked xunit for no such thing yet, and would get xunit's own.
    [Fact]
    public void No_test_in_FSharp_asks_xunit_for_all() => Assert.DoesNotContain(
        Checkout.Files("Tests", "*.fs"), file => Checkout.Read(file).Contains("Assert.All", StringComparison.Ordinal));

    [Fact]
    public void Assert_All_fails_for_an_empty_collection()
    {
        Assert.Throws<NotEmptyException>(() => Assert.All(Array.Empty<int>(), _ => { }));
        Assert.Throws<NotEmptyException>(() => Assert.All(Array.Empty<int>(), (_, _) => { }));
        Assert.Throws<NotEmptyException>(() => { _ = Assert.AllAsync(Array.Empty<int>(), _ => Task.CompletedTask); });
        Assert.Throws<AllException>(() => Assert.All([1, 2], number => Assert.Equal(1, number)));
    }

    [Theory]
    [InlineData("foreach (var file in Directory.GetFiles(folder)) { Assert.True(true); }")]
    [InlineData("foreach (var link in links.Where(it => it.IsLocal)) { await AssertExistsAsync(link); }")]
    [InlineData("foreach (var one in new[] { 1, 2 }.Where(it => it > 2)) { Assert.Equal(1, one); }")]
    [InlineData("string[] none = []; foreach (var one in none) { Assert.Null(one); }")]
    [InlineData("foreach (var one in (string[])[.. found]) { Assert.Null(one); }")]
    [InlineData("Assert.True(links.All(link => link.IsLocal));")]
    [InlineData("Assert.True(links.TrueForAll(link => link.IsLocal) && isDone, \"why\");")]
    [InlineData("Assert.True(text.Length > 0);")]
    [InlineData("Assert.True(isDone && seen.Count() > 0);")]
    [InlineData("Assert.True(seen.Count >= 1);")]
    [InlineData("Assert.True(seen.Any());")]
    [InlineData("Xunit.Assert.All(links, Exists);")]
    [InlineData("bool IsTold() => error.Describe().Length > 0;")]
    public void The_search_finds_what_is_there(string statement) => Assert.Single(Find(statement));

    [Theory]
    [InlineData("foreach (var one in new[] { 1, 2 }) { Assert.Equal(1, one); }")]
    [InlineData("int[] numbers = [1, 2]; foreach (var one in numbers.Select(it => it + 1)) { Assert.Equal(1, one); }")]
    [InlineData("foreach (var kind in Enum.GetValues<Kind>()) { Assert.True(IsKnown(kind)); }")]
    [InlineData("foreach (var one in Enumerable.Range(0, 5)) { Assert.Equal(1, one); }")]
    [InlineData("foreach (var file in Directory.GetFiles(folder)) { File.Delete(file); }")]
    [InlineData("Assert.True(seen.Count > 20);")]
    [InlineData("Assert.True(seen.Any(it => it.IsLocal));")]
    [InlineData("Assert.All(links, link => Assert.True(link.Parts.Count(it => it.IsBad) == 0));")]
    [InlineData("var isShared = text.Length > 0 && text.All(char.IsAscii);")]
    public void A_statement_that_checks_something_is_accepted(string statement) => Assert.Empty(Find(statement));

    private static IEnumerable<string> Find(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        return root.DescendantNodes()
            .Where(node => IsBad(node, root))
            .Select(node => $"{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node.ToString().Split('\n')[0].TrimEnd()}");
    }

    private static bool IsBad(SyntaxNode node, SyntaxNode root) => node switch
    {
        CommonForEachStatementSyntax each => Asserts(each.Statement) && !IsSome(each.Expression, root),
        InvocationExpressionSyntax { ArgumentList.Arguments: [var claim, ..] } call when IsAssertion(call, "True") =>
            Claims(claim.Expression).Any(IsOfNothing),
        MemberAccessExpressionSyntax access => access.ToString() is "Xunit.Assert.All" or "Xunit.Assert.AllAsync",
        BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.GreaterThanExpression, Left: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "Length", Expression: InvocationExpressionSyntax text,
            }
        } => NameOf(text) is "Describe" or "ToString",
        _ => false,
    };

    private static bool Asserts(SyntaxNode body) => body.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Any(call => IsAssertion(call) || NameOf(call)?.StartsWith("Assert", StringComparison.Ordinal) == true);

    private static bool IsAssertion(InvocationExpressionSyntax call, string? name = null) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Assert" } }
        && (name is null || NameOf(call) == name);

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    // a && b claims both.
    private static IEnumerable<ExpressionSyntax> Claims(ExpressionSyntax claim) =>
        claim is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both
            ? Claims(both.Left).Concat(Claims(both.Right))
            : [claim];

    private static bool IsOfNothing(ExpressionSyntax claim) => claim switch
    {
        InvocationExpressionSyntax call => NameOf(call) is "All" or "TrueForAll"
            || (NameOf(call) == "Any" && call.ArgumentList.Arguments.Count == 0),
        BinaryExpressionSyntax comparison => comparison.OperatorToken.Text + comparison.Right is ">0" or ">=1"
            && Counts.Contains(comparison.Left switch
            {
                InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call => NameOf(call),
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                _ => null,
            }),
        _ => false,
    };

    /// <summary>Whether an expression shows by itself, or where its name is declared in the same file, that it is not empty.</summary>
    private static bool IsSome(SyntaxNode? expression, SyntaxNode root) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsSome(inner.Expression, root),
        CastExpressionSyntax cast => IsSome(cast.Expression, root),
        CollectionExpressionSyntax list => list.Elements.OfType<ExpressionElementSyntax>().Any(),
        ArrayCreationExpressionSyntax { Initializer.Expressions.Count: > 0 } => true,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.Count > 0,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax from } call => NameOf(call) switch
        {
            "GetValues" => from.Expression.ToString() == "Enum",
            "Range" => call.ArgumentList.Arguments is [_, { Expression: LiteralExpressionSyntax { Token.ValueText: not "0" } }],
            { } name => KeepCount.Contains(name) && IsSome(from.Expression, root),
            null => false,
        },
        IdentifierNameSyntax name => root.DescendantNodes().Any(node => node switch
        {
            VariableDeclaratorSyntax variable => IsThis(variable.Identifier, name) && IsSome(variable.Initializer?.Value, root),
            PropertyDeclarationSyntax property => IsThis(property.Identifier, name)
                && IsSome(property.Initializer?.Value ?? property.ExpressionBody?.Expression, root),
            _ => false,
        }),
        _ => false,
    };

    private static bool IsThis(SyntaxToken declared, IdentifierNameSyntax name) => declared.ValueText == name.Identifier.ValueText;
}
