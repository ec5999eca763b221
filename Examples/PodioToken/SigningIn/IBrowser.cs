namespace PodioToken.SigningIn;

/// <summary>A browser.</summary>
internal interface IBrowser
{
    /// <summary>Opens an address and returns whether there is a browser that can show it. Doesn't wait for it.</summary>
    bool TryOpen(Uri address);
}
