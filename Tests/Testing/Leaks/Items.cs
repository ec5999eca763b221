using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PodioOAuth.Functional;

/// <summary>Returns the available items of a sequence: a hundred of an endless one, and none that block.</summary>
internal static class Items
{
    internal const int Most = 100;

    // How long computing an item may take. A sequence that blocks is abandoned, once for all callers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<Type, bool> Collections = new();
    private static readonly ConditionalWeakTable<IEnumerable, IReadOnlyList<object?>> GivenUp = [];

    internal static IReadOnlyList<object?> Of(IEnumerable sequence)
    {
        if (IsAtHand(sequence.GetType()))
        {
            List<object?> items = [];
            Take(sequence, items);
            return items;
        }

        return GivenUp.TryGetValue(sequence, out var known) ? known : Await(sequence);
    }

    internal static IReadOnlyList<object?> Of(ITuple tuple)
    {
        List<object?> items = [];
        Take(Enumerable.Range(0, Most).TakeWhile(i => i < tuple.Length).Select(i => tuple[i]), items);
        return items;
    }

    /// <summary>Whether the type is one of the runtime's own with all its items in memory. Any other type may compute them.</summary>
    internal static bool IsAtHand(Type type) => Collections.GetOrAdd(type, static type =>
        type is { IsInterface: false, IsAbstract: false }
        && (type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true || IsOfCollectionExpression(type))
        && type.GetInterfaces().Any(face => face == typeof(ICollection) || (face.IsGenericType
            && face.GetGenericTypeDefinition() is var open && (open == typeof(ICollection<>) || open == typeof(IReadOnlyCollection<>)))));

    // The compiler implements a collection expression with at most an array or an item.
    private static bool IsOfCollectionExpression(Type type) =>
        type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal)
        && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    // On its own thread, which may never end and is then left behind.
    private static IReadOnlyList<object?> Await(IEnumerable sequence)
    {
        List<object?> items = [];
        var thread = new Thread(() => Take(sequence, items)) { IsBackground = true, Name = "Items of a sequence" };
        thread.Start();
        for (var before = -1; !thread.Join(Patience); before = CountOf(items))
        {
            if (CountOf(items) == before)
            {
                var come = Copy(items);
                GivenUp.AddOrUpdate(sequence, come);
                return come;
            }
        }

        return items;
    }

    private static void Take(IEnumerable sequence, List<object?> items)
    {
        var end = Asked.Of(() =>
        {
            foreach (var item in sequence.Cast<object?>().Take(Most))
            {
                lock (items)
                {
                    items.Add(item);
                }
            }

            return null;
        });
        if (end is not null)
        {
            lock (items)
            {
                items.Add(end);
            }
        }
    }

    private static int CountOf(List<object?> items)
    {
        lock (items)
        {
            return items.Count;
        }
    }

    private static object?[] Copy(List<object?> items)
    {
        lock (items)
        {
            return [.. items];
        }
    }
}
