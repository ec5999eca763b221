namespace PodioOAuth.Functional;

/// <summary>Specifies what is wrong with a store.</summary>
public enum StoreProblem
{
    /// <summary>The store can't be reached or read: no permission, no disk, no server.</summary>
    Unreadable = 0,

    /// <summary>The store can't be written.</summary>
    Unwritable,

    /// <summary>The store contains a truncated or corrupt entry, which is left unchanged.</summary>
    Torn,

    /// <summary>The entry wasn't written by this library, was written by a later version, or belongs to another login. It is left
    /// unchanged.</summary>
    Foreign,
}
