using System.Runtime.InteropServices;

namespace PodioToken.Profiles;

/// <summary>The numeric ID of the user that this process runs as, if the system has such IDs.</summary>
internal static partial class UnixUser
{
    public const uint Root = 0;

    // The layout of statx is the same for all processors.
    private const int StatSize = 256;
    private const int OwnerAt = 20;
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint MaskOfOwner = 0x8; // STATX_UID

    public static uint? Current { get; } = OperatingSystem.IsWindows() ? null : NativeUser();

    /// <summary>Returns the owner of a file or folder; null if it is unknown or there is no such file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isFollowed">Whether to return the owner of a link's target.</param>
    public static unsafe uint? OwnerOf(string path, bool isFollowed)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null; // The layout of stat elsewhere depends on the system and processor.
        }

        var found = stackalloc byte[StatSize];
        try
        {
            return NativeStat(CurrentFolder, path, isFollowed ? 0 : NoFollow, MaskOfOwner, found) == 0
                ? *(uint*)(found + OwnerAt)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // The C library is too old for the call.
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int NativeStat(int folder, string path, int flags, uint mask, byte* found);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint NativeUser();
}
