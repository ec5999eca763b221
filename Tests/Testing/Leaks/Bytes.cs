using System.Buffers;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Reads values that are bytes, whatever their type.</summary>
internal static class Bytes
{
    /// <summary>Returns the bytes; null if it is something else.</summary>
    internal static byte[]? Of(object value) => value switch
    {
        byte[] bytes => bytes,
        Memory<byte> memory => Read(() => memory.ToArray()),
        ReadOnlyMemory<byte> memory => Read(() => memory.ToArray()),
        ReadOnlySequence<byte> sequence => Read(() => sequence.ToArray()),
        IEnumerable<byte> items when Items.IsAtHand(value.GetType()) => Asked.Of(items.ToArray) as byte[], // A default one may throw.
        _ => null,
    };

    // Its owner may have been disposed.
    private static byte[] Read(Func<byte[]> memory) => Asked.Of(memory) switch
    {
        byte[] bytes => bytes,
        var thrown => Encoding.UTF8.GetBytes($"{thrown}"),
    };
}
