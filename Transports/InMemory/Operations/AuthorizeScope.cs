using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

/// <summary>The grammar of scopes (PODIO 2.14): pairs of a scope, with an id or without, and a permission, parted by one space.</summary>
internal static partial class AuthorizeScope
{
    /// <summary>Whether Podio knows such a scope. None at all is the whole of it.</summary>
    internal static bool IsValid(string? scope) => string.IsNullOrEmpty(scope) || scope.Split(' ').All(Pair().IsMatch);

    [GeneratedRegex("^(global|user|(org|space|app)(_[1-9][0-9]{0,18})?):(read|write|delete|all)\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
