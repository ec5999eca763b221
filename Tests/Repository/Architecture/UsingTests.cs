using System.Text.RegularExpressions;

namespace PodioOAuth.Functional.Repository.Tests.Architecture;

/// <summary>The part of the format that neither the build nor <c>dotnet format whitespace</c> checks.</summary>
public sealed partial class UsingTests
{
    [Fact]
    public void Using_directives_are_sorted_and_those_of_System_come_first()
    {
        var files = Checkout.Files(".", "*.cs")
            .Select(file => (Name: file, Places: Directive().Matches(Checkout.Read(file)).Select(Place).ToArray()))
            .Where(file => file.Places.Length > 0)
            .ToArray();
        Assert.True(files.Length > 300, $"only {files.Length} files found");
        Assert.Empty(files.Where(file => !file.Places.Order(StringComparer.Ordinal).SequenceEqual(file.Places)).Select(file => file.Name));
    }

    // Global ones first, then namespaces, static ones and aliases.
    private static string Place(Match directive)
    {
        var (alias, name) = (directive.Groups["alias"], directive.Groups["name"].Value);
        var scope = directive.Groups["global"].Success ? 0 : 1;
        var kind = alias.Success ? 2 : directive.Groups["static"].Success ? 1 : 0;
        var isOfSystem = !alias.Success && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));
        return $"{scope}{kind}{(isOfSystem ? 0 : 1)}{(alias.Success ? alias.Value : name).ToUpperInvariant()}";
    }

    [GeneratedRegex(
        @"^(?<global>global )?using (?<static>static )?(?:(?<alias>\w+) = )?(?<name>[\w.:<>, ]+);\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Directive();
}
