namespace PodioToken.Profiles;

/// <summary>The kinds of store for logins.</summary>
internal enum StoreKind
{
    /// <summary>In the operating system's keychain.</summary>
    Keychain = 0,

    /// <summary>In encrypted files.</summary>
    Encrypted,

    /// <summary>In unencrypted files.</summary>
    Plain,
}
