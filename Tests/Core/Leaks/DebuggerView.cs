using System.Diagnostics;
using System.Reflection;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>What a debugger shows of a value when it is opened: every field and property that is not hidden, each by its own ToString.</summary>
internal static class DebuggerView
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    internal static string Of(object value) => string.Join('\n',
    [
        .. value.GetType().GetFields(All).Where(IsShown).Select(field => $"{field.Name} = {Show(field.GetValue(value))}"),
        .. value.GetType().GetProperties(All)
            .Where(property => IsShown(property) && property.CanRead && property.GetIndexParameters().Length == 0)
            .Select(property => $"{property.Name} = {Show(property.GetValue(value))}"),
    ]);

    // The fields behind properties are shown as the properties are.
    private static bool IsShown(MemberInfo member) =>
        !member.Name.StartsWith('<')
        && member.Name != "EqualityContract"
        && member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never;

    // A text is shown as it is, and that is where a secret would show; texts that are the caller's or the server's own are not secrets of ours.
    private static string? Show(object? value) => value is string ? "" : value?.ToString();
}
