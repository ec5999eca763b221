using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Reports;

namespace PodioToken.Profiles;

/// <summary>One process at a time signs in or out of a profile: its settings, its login and its client secret change together.</summary>
/// <remarks>The system gives the lock back when the process ends, however it ends.</remarks>
internal static class ProfileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10); // As long as a sign-in without a person may take.

    /// <summary>Takes the lock.</summary>
    /// <exception cref="EndedException">Another process has it.</exception>
    /// <exception cref="IOException">The lock cannot be taken.</exception>
    public static async Task<StoreLock> TakeAsync(
        string name, ToolFolders folders, TimeProvider time, CancellationToken cancellationToken) =>
        await TryTakeAsync(name, folders, time, Patience, cancellationToken) ?? throw EndedException.Of(
            ExitCode.LockLost, $"Another process is signing in or out of profile {name}. Wait for it, or end it.");

    /// <summary>Takes the lock, or gives null where another process has it now.</summary>
    /// <exception cref="IOException">The lock cannot be taken.</exception>
    public static Task<StoreLock?> TryTakeAsync(
        string name, ToolFolders folders, TimeProvider time, CancellationToken cancellationToken) =>
        TryTakeAsync(name, folders, time, TimeSpan.Zero, cancellationToken);

    private static Task<StoreLock?> TryTakeAsync(
        string name, ToolFolders folders, TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        PrivateFolders.Make(folders.Locks);
        return new FileTokenStore(folders.Locks, time).LockAsync($"profile/{name}", patience, cancellationToken);
    }
}
