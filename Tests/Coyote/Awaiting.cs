namespace System.Threading.Tasks;

/// <summary>Replaces the framework's method, whose awaiter Coyote doesn't know.</summary>
internal enum ConfigureAwaitOptions
{
    SuppressThrowing,
}

internal static class Awaiting
{
    /// <summary>Completes when the task does, whatever its outcome.</summary>
    internal static async Task ConfigureAwait(this Task task, ConfigureAwaitOptions _)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch
        {
            // As requested by the options.
        }
    }
}
