namespace PodioOAuth.Functional;

/// <summary>What is wrong with a store.</summary>
public enum StoreProblem
{
    /// <summary>It cannot be reached or read: no permission, no disk, no server.</summary>
    Unreadable = 0,

    /// <summary>It cannot be written.</summary>
    Unwritable,

    /// <summary>What it holds ends early or has been changed. It is left as it is.</summary>
    Torn,

    /// <summary>What it holds is not this library's, or of a later version of it, or another login's. It is left as it is.</summary>
    Foreign,
}
