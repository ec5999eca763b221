namespace PodioToken.SigningIn;

/// <summary>Shows a person a page.</summary>
internal interface IBrowser
{
    /// <summary>Opens a browser at an address, and says whether there is one that can show it. Does not wait for it.</summary>
    bool TryOpen(Uri address);
}
