using System.Runtime.InteropServices;

namespace PodioOAuth.Functional;

/// <summary>The constants of a Unix for opening, locking and flushing a file, from its C headers.</summary>
/// <param name="CloseOnExec">O_CLOEXEC.</param>
/// <param name="WithoutWaiting">O_NONBLOCK.</param>
/// <param name="WithoutFollowing">O_NOFOLLOW.</param>
/// <param name="WouldBlock">EWOULDBLOCK.</param>
/// <param name="NotSupported">ENOTSUP.</param>
internal sealed record UnixFlags(int CloseOnExec, int WithoutWaiting, int WithoutFollowing, int WouldBlock, int NotSupported)
{
    /// <summary>Returns those of Linux, of FreeBSD, or of Apple's systems.</summary>
    internal static UnixFlags Of(bool isLinux, bool isFreeBsd, Architecture processor) =>
        !isLinux ? new(isFreeBsd ? 0x100000 : 0x1000000, 0x4, 0x100, 35, 45)
        : new(0x80000, 0x800, processor is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le ? 0x8000 : 0x20000, 11, 95);
}
