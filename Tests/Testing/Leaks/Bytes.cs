using System.Buffers;

namespace PodioOAuth.Functional;

/// <summary>Values that are bytes, whatever their type.</summary>
internal static class Bytes
{
    /// <summary>The bytes; null where it is something else.</summary>
    internal static byte[]? Of(object value) => value switch
    {
        byte[] bytes => bytes,
        Memory<byte> memory => memory.ToArray(),
        ReadOnlyMemory<byte> memory => memory.ToArray(),
        ReadOnlySequence<byte> sequence => sequence.ToArray(),
        IEnumerable<byte> items when Items.IsAtHand(value.GetType()) => Asked.Of(items.ToArray) as byte[], // A default one may throw.
        _ => null,
    };
}
