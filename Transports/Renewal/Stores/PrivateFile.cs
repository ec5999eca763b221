using Microsoft.Win32.SafeHandles;

namespace PodioOAuth.Functional;

/// <summary>A file that only its owner can read and write.</summary>
internal static class PrivateFile
{
    internal const UnixFileMode OfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Largest = 1 << 20; // An entry has a few hundred bytes: more is something else.

    // Fails if the file exists, so no link can be in its place.
    internal static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OfOwner;
        }

        return new FileStream(file, options);
    }

    internal static ReadOnlyMemory<byte> ReadAll(SafeFileHandle handle, string file)
    {
        var length = RandomAccess.GetLength(handle);
        if (length > Largest)
        {
            throw new StoreException(StoreProblem.Foreign, $"{file} is too large for an entry");
        }

        var bytes = new byte[length];
        var count = 0;
        while (RandomAccess.Read(handle, bytes.AsSpan(count), count) is > 0 and var read)
        {
            count += read;
        }

        return bytes.AsMemory(0, count);
    }
}
