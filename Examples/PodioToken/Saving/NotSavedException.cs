namespace PodioToken.Saving;

/// <summary>A token was granted and couldn't be saved under its name.</summary>
/// <param name="cause">Why.</param>
/// <param name="draft">The file that contains the complete token nevertheless; null if there is none.</param>
internal sealed class NotSavedException(Exception cause, string? draft) : Exception(cause.Message, cause)
{
    public string? Draft => draft;
}
