namespace PodioOAuth.Functional;

/// <summary>Calls a member of a foreign object. An exception counts as its output, because debuggers and loggers write it
/// instead.</summary>
internal static class Asked
{
    internal static object? Of(Func<object?> member)
    {
        try
        {
            return member();
        }
        catch (Exception thrown)
        {
            return ExceptionText.Of(thrown);
        }
    }

    /// <summary>Whether it is a task without a result yet: getting the result would mean waiting.</summary>
    internal static bool IsPending(object value) =>
        value is Task { IsCompletedSuccessfully: false }
        || (value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>)
            && type.GetProperty(nameof(ValueTask.IsCompletedSuccessfully))!.GetValue(value) is false);

    /// <summary>Returns what its <c>ToString</c> returns.</summary>
    internal static string TextOf(object value) => (string?)Of(value.ToString) ?? "";
}
