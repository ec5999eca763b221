using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>What a logger writes of an object that it destructures, as Serilog does for <c>{@value}</c>: its public properties, whatever
/// their attributes, their properties in turn, and bytes.</summary>
internal static class PropertyView
{
    private const int DeepestLevel = 10; // Serilog's.
    private const int LongestView = 1_000_000; // For properties that endlessly create new values.
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;
    private const BindingFlags Unwrapped = Public | BindingFlags.DoNotWrapExceptions;

    internal static string Of(object value)
    {
        var view = new StringBuilder();
        Append(view, value, level: 0, new Dictionary<object, int>(ReferenceEqualityComparer.Instance));
        return view.ToString();
    }

    private static void Append(StringBuilder view, object? value, int level, Dictionary<object, int> seen)
    {
        if (value is null || level > DeepestLevel || view.Length > LongestView)
        {
            return;
        }

        if (TextOf(value) is { } text)
        {
            view.Append(text).Append('\n');
            return;
        }

        if (!value.GetType().IsValueType)
        {
            if (seen.TryGetValue(value, out var before) && before <= level)
            {
                return;
            }

            seen[value] = level; // At a smaller depth, more of it is seen.
        }

        view.Append(value is Exception exception ? ExceptionText.Of(exception) : "").Append('\n');
        foreach (var item in value is IEnumerable items ? Items.Of(items) : [])
        {
            Append(view, item, level + 1, seen);
        }

        foreach (var item in value is ITuple tuple ? Items.Of(tuple) : [])
        {
            Append(view, item, level + 1, seen);
        }

        foreach (var property in value.GetType().GetProperties(Public).Where(property => IsRead(property, value)))
        {
            view.Append(property.Name).Append(" = ");
            Append(view, Asked.Of(() => property.GetValue(value, Unwrapped, null, null, null)), level + 1, seen);
            view.Append('\n');
        }
    }

    // Returns what is written whole; null for what is destructured.
    private static string? TextOf(object value) => value switch
    {
        string text => text,
        Type or MemberInfo or Module or Assembly or Delegate or Pointer or Uri or bool or char => Asked.TextOf(value),
        IFormattable when IsOfSystem(value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ when Bytes.Of(value) is { } bytes =>
            $"{Convert.ToHexString(bytes)}\n{Convert.ToBase64String(bytes)}\n{Encoding.UTF8.GetString(bytes)}",
        _ when CharactersOf(value) is { } characters => characters,
        _ => null,
    };

    private static string? CharactersOf(object value) => value switch
    {
        char[] characters => new string(characters),
        ReadOnlyMemory<char> or Memory<char> => Asked.TextOf(value),
        _ => null,
    };

    // Not an indexer, not a type that can't be boxed, and not the result of a pending task, which would mean waiting for it.
    private static bool IsRead(PropertyInfo property, object value) =>
        property is { CanRead: true, GetMethod.IsPublic: true, PropertyType: { IsByRefLike: false, IsPointer: false, IsByRef: false } }
        && property.GetIndexParameters().Length == 0
        && !(property.Name == nameof(Task<>.Result) && Asked.IsPending(value));

    private static bool IsOfSystem(object value) => value.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == true;
}
