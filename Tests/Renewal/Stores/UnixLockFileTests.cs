using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A lock whose file its holder deletes: whoever had the file open before does not get the lock of a file that is gone.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UnixLockFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public UnixLockFileTests() => Skip.If(OperatingSystem.IsWindows(), "Windows deletes no file that somebody has open.");

    private string File => _folder["a.lock"];

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void A_process_that_opened_the_file_before_it_was_deleted_must_reopen_it()
    {
        var first = Open();
        using var waiting = Open();
        Assert.Equal(LockAttempt.Held, first.TryHold());
        Assert.Equal(LockAttempt.HeldByAnother, waiting.TryHold());
        first.Dispose();
        first.Dispose(); // Once more does nothing.
        Assert.Empty(_folder.Names);
        Assert.Equal(LockAttempt.Deleted, waiting.TryHold());

        using var next = Open();
        Assert.Equal(LockAttempt.Held, next.TryHold());
        using var late = Open();
        Assert.Equal(LockAttempt.HeldByAnother, late.TryHold());
    }

    [SkippableFact]
    public void Nor_does_it_while_another_process_holds_the_next_file_or_has_released_it()
    {
        var first = Open();
        using var one = Open();
        using var two = Open();
        Assert.Equal(LockAttempt.Held, first.TryHold());
        first.Dispose();
        var next = Open();
        Assert.Equal(LockAttempt.Held, next.TryHold());
        Assert.Equal(LockAttempt.Deleted, one.TryHold());
        next.Dispose();
        Assert.Equal(LockAttempt.HeldByAnother, two.TryHold()); // By the other one that waits, though of a file that is gone.
        one.Dispose();
        Assert.Equal(LockAttempt.Deleted, two.TryHold());
        Assert.Empty(_folder.Names);
    }

    [SkippableFact]
    public void A_process_that_did_not_get_the_lock_deletes_nothing()
    {
        using var held = Open();
        Assert.Equal(LockAttempt.Held, held.TryHold());
        var other = Open();
        Assert.Equal(LockAttempt.HeldByAnother, other.TryHold());
        other.Dispose();
        Open().Dispose();
        Assert.Equal(["a.lock"], _folder.Names);
    }

    // A process that was killed leaves an empty file; or a marked one, if it was about to delete it.
    [SkippableTheory, InlineData(0), InlineData(3), InlineData(16)]
    public void A_leftover_file_is_taken_over_and_then_deleted(int length)
    {
        Leave(length);
        using var waiting = Open();
        var next = Open();
        Assert.Equal(LockAttempt.Held, next.TryHold());
        Assert.Equal(0, new FileInfo(File).Length);
        Assert.Equal(LockAttempt.HeldByAnother, waiting.TryHold());
        next.Dispose();
        Assert.Equal(LockAttempt.Deleted, waiting.TryHold());
        Assert.Empty(_folder.Names);
    }

    // Somebody who should not, deletes the file and makes another: that one is not deleted by whoever held the first.
    [SkippableFact]
    public void A_holder_deletes_only_its_own_file()
    {
        var held = Open();
        Assert.Equal(LockAttempt.Held, held.TryHold());
        System.IO.File.Delete(File);
        Leave(0);
        held.Dispose();
        Assert.Equal(["a.lock"], _folder.Names);
    }

    // The disk is full, or the folder another's by now.
    [SkippableFact]
    public void A_lock_whose_file_cannot_be_deleted_is_released_nevertheless()
    {
        var held = UnixLockFile.Open(File, (step, _) =>
        {
            if (step == "delete")
            {
                throw new UnauthorizedAccessException();
            }
        });
        Assert.Equal(LockAttempt.Held, held.TryHold());
        held.Dispose();
        using var next = Open();
        Assert.Equal(LockAttempt.Held, next.TryHold());
    }

    [SkippableFact]
    public void NET_detects_a_foreign_lock_too_and_distinguishes_it_from_errors()
    {
        using var held = Open();
        Assert.Equal(LockAttempt.Held, held.TryHold());
        Assert.True(UnixFile.IsLocked(Assert.Throws<IOException>(
            () => new FileStream(File, FileMode.Open, FileAccess.ReadWrite, FileShare.None))));
        Assert.False(UnixFile.IsLocked(Assert.ThrowsAny<IOException>(() => System.IO.File.OpenRead(_folder["none"]))));
        using var none = new SafeFileHandle(-1, ownsHandle: true);
        Assert.Contains("can't be opened: ", Assert.Throws<StoreException>(() => UnixFile.TryLock(none, File)).Message);
    }

    // By their C headers.
    [SkippableTheory]
    [InlineData(true, false, Architecture.X64, 0x80000, 0x800, 0x20000, 11, 95)]
    [InlineData(true, false, Architecture.Arm64, 0x80000, 0x800, 0x8000, 11, 95)]
    [InlineData(true, false, Architecture.Arm, 0x80000, 0x800, 0x8000, 11, 95)]
    [InlineData(true, false, Architecture.Ppc64le, 0x80000, 0x800, 0x8000, 11, 95)]
    [InlineData(false, false, Architecture.Arm64, 0x1000000, 0x4, 0x100, 35, 45)]
    [InlineData(false, true, Architecture.X64, 0x100000, 0x4, 0x100, 35, 45)]
    public void Each_Unix_has_its_own_flags(
        bool isLinux, bool isFreeBsd, Architecture processor, int closeOnExec, int withoutWaiting, int withoutFollowing, int wouldBlock,
        int notSupported) => Assert.Equal(
            new UnixFlags(closeOnExec, withoutWaiting, withoutFollowing, wouldBlock, notSupported),
            UnixFlags.Of(isLinux, isFreeBsd, processor));

    private UnixLockFile Open() => UnixLockFile.Open(File);

    private void Leave(int length)
    {
        using var stream = PrivateFile.Create(File);
        stream.Write(Enumerable.Repeat((byte)7, length).ToArray());
    }
}
