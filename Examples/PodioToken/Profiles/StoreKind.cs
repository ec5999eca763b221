namespace PodioToken.Profiles;

/// <summary>Where a profile's login is kept.</summary>
internal enum StoreKind
{
    /// <summary>In the operating system's keychain.</summary>
    Keychain = 0,

    /// <summary>In encrypted files.</summary>
    Encrypted,

    /// <summary>In files in the clear.</summary>
    Plain,
}
