namespace PodioToken.Saving;

/// <summary>A token was granted and could not be saved under its name.</summary>
/// <param name="cause">Why.</param>
/// <param name="draft">The file that holds the token nevertheless, whole; null where none does.</param>
internal sealed class NotSavedException(Exception cause, string? draft) : Exception(cause.Message, cause)
{
    public string? Draft => draft;
}
