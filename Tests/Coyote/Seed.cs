namespace PodioOAuth.Functional.Coyote;

/// <summary>Bugs that are put in to try the scenarios: each has to be found.</summary>
internal enum Bug
{
    None,

    /// <summary>A source that changes what it knows without its lock.</summary>
    SourceWithoutItsLock,

    /// <summary>A source for each caller, so that nobody waits for another's renewal.</summary>
    SourceForEachCaller,

    /// <summary>A registry that makes its sources, and ends, without its lock.</summary>
    RegistryWithoutItsLock,

    /// <summary>A registry that disposes a source which nobody has asked for in a while, and which somebody still has.</summary>
    SourceEvictedInUse,

    /// <summary>A store whose lock keeps nobody out.</summary>
    StoreWithoutItsLock,

    /// <summary>A store that says that it has written when it has begun to.</summary>
    TokenHandedOutBeforeItsSave,

    /// <summary>A source whose disposal does not wait for what is under way.</summary>
    DisposalThatDoesNotWait,
}

/// <summary>The bug that is in now.</summary>
internal static class Seed
{
    internal static Bug Bug { get; set; }

    /// <summary>Whether the locks that were made in this file are left out.</summary>
    internal static bool LeavesOut(string file) => Path.GetFileName(file) == Bug switch
    {
        Bug.SourceWithoutItsLock => "RenewalEngine.cs",
        Bug.RegistryWithoutItsLock => "TokenSourceRegistry.cs",
        _ => "",
    };
}
