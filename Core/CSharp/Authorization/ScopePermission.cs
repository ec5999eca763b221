namespace PodioOAuth.Functional;

/// <summary>What may be done within a scope (PODIO 2.14).</summary>
public enum ScopePermission
{
    /// <summary><c>read</c></summary>
    Read = 0,

    /// <summary><c>write</c></summary>
    Write,

    /// <summary><c>delete</c></summary>
    Delete,

    /// <summary><c>all</c>: the three others together.</summary>
    All,
}
