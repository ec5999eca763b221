namespace PodioOAuth.Functional;

/// <summary>What a permission is for (PODIO 2.14).</summary>
public enum ScopeArea
{
    /// <summary><c>global</c>: every organisation, and all that is in it.</summary>
    Global = 0,

    /// <summary><c>user</c>: the user's own account. Part of no other area (PODIO 2.15).</summary>
    User,

    /// <summary><c>org</c>: organisations.</summary>
    Org,

    /// <summary><c>space</c>: workspaces.</summary>
    Space,

    /// <summary><c>app</c>: apps.</summary>
    App,
}
