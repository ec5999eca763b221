namespace PodioOAuth.Functional;

/// <summary>The grammar of a scope (PODIO 2.14): pairs of a scope, with an id or without, and a permission, parted by one space.</summary>
internal static class ScopeText
{
    private static readonly string[] Areas = ["global", "user", "org", "space", "app"]; // In the order of ScopeArea.

    private static readonly string[] Permissions = ["read", "write", "delete", "all"]; // In the order of ScopePermission.

    internal static string Of(ScopeArea area) => Areas[(int)area];

    internal static string Of(ScopePermission permission) => Permissions[(int)permission];

    /// <summary>Reads the pairs that can be read, and notes an error for each other, with its number from 1 up.</summary>
    internal static List<ScopeItem> Read(string text, List<FieldError> errors)
    {
        List<ScopeItem> items = [];
        if (text.Length > FieldMeter.LongestField)
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
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return FieldProblem.Malformed;
        }

        var place = pair[..colon];
        var mark = place.IndexOf('_', StringComparison.Ordinal);
        var area = (ScopeArea)Array.IndexOf(Areas, mark < 0 ? place : place[..mark]);
        if (area < 0 || (mark >= 0 && area is (ScopeArea.Global or ScopeArea.User)))
        {
            return FieldProblem.UnknownScope;
        }

        var id = 0L;
        if (mark >= 0 && !PositiveNumber.TryRead(place[(mark + 1)..], out id))
        {
            return FieldProblem.OutOfRange;
        }

        var permission = (ScopePermission)Array.IndexOf(Permissions, pair[(colon + 1)..]);
        if (permission < 0)
        {
            return FieldProblem.UnknownPermission;
        }

        items.Add(ScopeItem.Of(area, mark < 0 ? null : id, permission));
        return null;
    }
}
