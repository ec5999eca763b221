namespace PodioOAuth.Functional;

/// <summary>The grammar of a scope (PODIO 2.14): pairs of an area, with or without an ID, and a permission, separated by one
/// space.</summary>
internal static class ScopeText
{
    private static readonly string[] Areas = ["global", "user", "org", "space", "app"]; // In the order of ScopeArea.

    private static readonly string[] Permissions = ["read", "write", "delete", "all"]; // In the order of ScopePermission.

    internal static string Of(ScopeArea area) => Areas[(int)area];

    internal static string Of(ScopePermission permission) => Permissions[(int)permission];

    /// <summary>Parses the valid pairs, and records an error for each other pair with its number, counted from 1.</summary>
    internal static List<ScopeItem> Read(string text, List<FieldError> errors)
    {
        List<ScopeItem> items = [];
        if (text.Length > BodyWriter.LongestField)
        {
            errors.Add(FieldErrors.Bad(FieldNames.Scope, FieldProblem.TooLong));
            return items;
        }

        var number = 0;
        foreach (var pair in text.Split(' '))
        {
            number++;
            if (ReadPair(pair, items) is { } problem)
            {
                errors.Add(FieldErrors.Bad(FieldNames.Scope, problem, number));
            }
        }

        return items;
    }

    private static FieldProblem? ReadPair(string pair, List<ScopeItem> items)
    {
        if (pair.Split(':', 2) is not [var place, var permitted])
        {
            return FieldProblem.Malformed;
        }

        var parts = place.Split('_', 2);
        var area = (ScopeArea)Array.IndexOf(Areas, parts[0]);
        if (area < 0 || (parts is [_, _] && area is (ScopeArea.Global or ScopeArea.User)))
        {
            return FieldProblem.UnknownScope;
        }

        long? id = null;
        if (parts is [_, var digits])
        {
            if (!PositiveNumber.TryRead(digits, out var number))
            {
                return FieldProblem.OutOfRange;
            }

            id = number;
        }

        var permission = (ScopePermission)Array.IndexOf(Permissions, permitted);
        if (permission < 0)
        {
            return FieldProblem.UnknownPermission;
        }

        items.Add(ScopeItem.Of(area, id, permission));
        return null;
    }
}
