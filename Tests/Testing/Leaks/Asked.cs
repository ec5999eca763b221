namespace PodioOAuth.Functional;

/// <summary>Asks a member of somebody else's object. What it throws is what it shows: debuggers and loggers write that instead.</summary>
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

    /// <summary>Whether it is a task that has no result yet: to ask for that is to wait for it.</summary>
    internal static bool IsPending(object value) =>
        value is Task { IsCompletedSuccessfully: false }
        || (value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>)
            && type.GetProperty(nameof(ValueTask.IsCompletedSuccessfully))!.GetValue(value) is false);

    /// <summary>What its <c>ToString</c> gives.</summary>
    internal static string TextOf(object value) => (string?)Of(value.ToString) ?? "";
}
