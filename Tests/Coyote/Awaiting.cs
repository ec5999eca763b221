namespace System.Threading.Tasks;

/// <summary>In place of the framework's, whose awaiter Coyote does not know.</summary>
internal enum ConfigureAwaitOptions
{
    SuppressThrowing,
}

internal static class Awaiting
{
    /// <summary>Ends when the task does, whatever it came to.</summary>
    internal static async Task ConfigureAwait(this Task task, ConfigureAwaitOptions _)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch
        {
            // So it was asked for.
        }
    }
}
