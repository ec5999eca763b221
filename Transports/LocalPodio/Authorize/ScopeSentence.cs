using System.Globalization;

namespace PodioOAuth.Functional.Serving;

/// <summary>Describes a pair of a scope in plain words (PODIO 2.14, 2.15).</summary>
internal static class ScopeSentence
{
    internal static string Of(ScopeItem item) => $"{Verb(item.Permission)} {Place(item)}.";

    private static string Verb(ScopePermission permission) => permission switch
    {
        ScopePermission.Read => "See",
        ScopePermission.Write => "Add to and change",
        ScopePermission.Delete => "Delete from",
        _ => "See, add to, change and delete from",
    };

    private static string Place(ScopeItem item) => item.Area switch
    {
        ScopeArea.Global => "all of your organizations, with every workspace and app in them",
        ScopeArea.User => "your own account",
        ScopeArea.Org => $"{Which("your organizations", "organization", item.Id)}, with the workspaces and apps in {Them(item.Id)}",
        ScopeArea.Space => $"{Which("your workspaces", "workspace", item.Id)}, with the apps in {Them(item.Id)}",
        _ => Which("your apps", "app", item.Id),
    };

    private static string Them(long? id) => id is null ? "them" : "it";

    private static string Which(string all, string one, long? id) =>
        id is { } number ? string.Create(CultureInfo.InvariantCulture, $"the {one} {number}") : all;
}
