namespace PodioOAuth.Functional.Coyote;

/// <summary>Seeded bugs, to test the scenarios: each must be found.</summary>
internal enum Bug
{
    None,

    /// <summary>A source that changes its state without its lock.</summary>
    SourceWithoutItsLock,

    /// <summary>A source per caller, so that no caller waits for another's renewal.</summary>
    SourceForEachCaller,

    /// <summary>A registry that creates its sources, and is disposed, without its lock.</summary>
    RegistryWithoutItsLock,

    /// <summary>A registry that disposes an idle source that a caller still holds.</summary>
    SourceEvictedInUse,

    /// <summary>A store whose lock has no effect.</summary>
    StoreWithoutItsLock,

    /// <summary>A store that reports a write as complete when it has only started.</summary>
    TokenHandedOutBeforeItsSave,

    /// <summary>A source whose disposal doesn't wait for work in progress.</summary>
    DisposalThatDoesNotWait,
}

/// <summary>The active bug.</summary>
internal static class Seed
{
    internal static Bug Bug { get; set; }

    /// <summary>Whether the locks created in this file are disabled.</summary>
    internal static bool LeavesOut(string file) => Path.GetFileName(file) == Bug switch
    {
        Bug.SourceWithoutItsLock => "RenewalEngine.cs",
        Bug.RegistryWithoutItsLock => "TokenSourceRegistry.cs",
        _ => "",
    };
}
