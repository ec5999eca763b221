using System.IO.MemoryMappedFiles;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>The number of executions and the input of the last one, in a file that outlives the process that wrote it.</summary>
internal sealed class Journal : IDisposable
{
    private const int Head = sizeof(long) + sizeof(int);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    internal Journal(string folder)
    {
        _file = MemoryMappedFile.CreateFromFile(
            Path.Combine(folder, "journal"), FileMode.OpenOrCreate, mapName: null, Head + Mutator.Longest);
        _view = _file.CreateViewAccessor();
    }

    internal void Write(ReadOnlySpan<byte> input, long executions)
    {
        _view.Write(0, executions);
        _view.Write(sizeof(long), input.Length);
        _view.SafeMemoryMappedViewHandle.WriteSpan(Head, input);
    }

    internal (long Executions, byte[] Input) Read()
    {
        var input = new byte[_view.ReadInt32(sizeof(long))];
        _view.SafeMemoryMappedViewHandle.ReadSpan<byte>(Head, input);
        return (_view.ReadInt64(0), input);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
