using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Reports;

namespace PodioToken.Profiles;

/// <summary>The lock of a profile: one process at a time signs in or out, and changes settings, login and client secret together.</summary>
/// <remarks>The system releases the lock when the process ends, however it ends.</remarks>
internal static class ProfileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10); // As long as a sign-in without a person may take.

    /// <summary>Acquires the lock.</summary>
    /// <exception cref="EndedException">Another process holds it.</exception>
    /// <exception cref="IOException">The lock can't be acquired.</exception>
    public static async Task<StoreLock> TakeAsync(
        string name, ToolFolders folders, TimeProvider time, CancellationToken cancellationToken) =>
        await TryTakeAsync(name, folders, time, Patience, cancellationToken) ?? throw EndedException.Of(
            ExitCode.LockLost, $"Another process is signing in or out of profile {name}. Wait for it, or end it.");

    /// <summary>Acquires the lock, or returns null if another process holds it.</summary>
    /// <exception cref="IOException">The lock can't be acquired.</exception>
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
