using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

/// <summary>The texts that a debugger shows of an expanded object: display texts and browsable members, several levels deep.</summary>
internal static partial class DebuggerView
{
    private const int DeepestLevel = 5;
    private const int LongestView = 1_000_000; // For members that create new values at each level.

    private const BindingFlags AnyMember = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const BindingFlags Unwrapped = AnyMember | BindingFlags.DoNotWrapExceptions;
    private const BindingFlags OwnMember = AnyMember | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, MemberInfo[]> Members = new(); // Reading attributes is the slowest part.

    internal static string Of(object value)
    {
        var view = new StringBuilder();
        Append(view, value, level: 0);
        return view.ToString();
    }

    private static void Append(StringBuilder view, object? value, int level)
    {
        switch (value)
        {
            case null or Type or Pointer:
                return;
            case string or Enum or IFormattable or bool or char:
                view.Append(Asked.Of(() => string.Create(CultureInfo.InvariantCulture, $"{value}"))).Append('\n');
                return;
            case var _ when Bytes.Of(value) is { } bytes:
                view.Append(Encoding.UTF8.GetString(bytes)).Append('\n');
                return;
            case var _ when level > DeepestLevel || view.Length > LongestView:
                return;
        }

        view.Append(DisplayOf(value)).Append('\n');
        foreach (var item in value is IEnumerable items ? Items.Of(items) : PartsOf(value))
        {
            Append(view, item, level + 1);
        }

        if (value.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
        {
            return; // The runtime's own types are shown by their display text and items.
        }

        foreach (var (name, member) in MembersOf(value))
        {
            view.Append(name).Append(" = ");
            Append(view, member, level + 1);
        }
    }

    // The runtime's own pair types: a debugger expands the entries of a dictionary, for example.
    private static IEnumerable<object?> PartsOf(object value) => value switch
    {
        DictionaryEntry entry => [entry.Key, entry.Value],
        ITuple tuple => Items.Of(tuple),
        _ when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) =>
            MembersOf(value).Where(member => member.Name is "Key" or "Value").Select(member => member.Value),
        _ => [],
    };

    // Derived before inherited: there may be several.
    private static string DisplayOf(object value) =>
        value.GetType().GetCustomAttributes<DebuggerDisplayAttribute>().FirstOrDefault() is { } display
        ? Expression().Replace(display.Value, match => Evaluate(value, match.Groups[1].Value))
        : Asked.TextOf(value);

    // The usual expressions in a display text: a member, or a method without arguments.
    private static string Evaluate(object value, string member) => member.EndsWith("()", StringComparison.Ordinal)
        ? TextOf(Asked.Of(() => value.GetType().GetMethod(member[..^2], AnyMember, [])?.Invoke(value, Unwrapped, null, null, null)))
        : TextOf(MembersOf(value).FirstOrDefault(shown => shown.Name == member).Value);

    private static string TextOf(object? value) => value is null ? "" : Asked.TextOf(value);

    private static IEnumerable<(string Name, object? Value)> MembersOf(object value) => Members.GetOrAdd(value.GetType(), ShownOf)
        .Select(member => (member.Name, member is PropertyInfo property
            ? Asked.Of(() => property.GetValue(value, Unwrapped, null, null, null))
            : ((FieldInfo)member).GetValue(value)));

    // A type's own members before those of its base.
    private static MemberInfo[] ShownOf(Type type) => type == typeof(object) ? [] :
    [
        .. type.GetProperties(OwnMember).Where(property => IsShown(property)
            && property is { CanRead: true, PropertyType.IsByRefLike: false }
            && property.GetIndexParameters().Length == 0),
        .. type.GetFields(OwnMember).Where(IsShown),
        .. type.BaseType is { } parent ? ShownOf(parent) : [],
    ];

    private static bool IsShown(MemberInfo member) =>
        member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never
        && (member is PropertyInfo || !member.IsDefined(typeof(CompilerGeneratedAttribute))); // A property's backing field isn't listed.

    [GeneratedRegex(@"\{([A-Za-z_]\w*(?:\(\))?)(?:,nq)?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
