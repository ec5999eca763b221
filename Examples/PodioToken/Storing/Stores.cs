using Microsoft.AspNetCore.DataProtection;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;

namespace PodioToken.Storing;

/// <summary>The stores of each kind.</summary>
internal static class Stores
{
    private const string ApplicationName = "podio-token";

    /// <summary>The kind that is taken where none is asked for: the keychain if there is one that works, else encrypted files.</summary>
    public static StoreKind Best(ToolFolders folders, TimeProvider time)
    {
        try
        {
            new KeychainTokenStore(folders.Locks, time).Check();
            return StoreKind.Keychain;
        }
        catch (KeychainException)
        {
            return StoreKind.Encrypted; // That there is no keychain is an answer here, and no failure.
        }
    }

    /// <summary>The store of a kind, which works: for the beginning of a login.</summary>
    /// <exception cref="IOException">It does not.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public static ITokenStore OpenChecked(StoreKind kind, ToolFolders folders, TimeProvider time)
    {
        var store = Open(kind, folders, time);
        (store as KeychainTokenStore)?.Check();
        return store;
    }

    /// <summary>The store of a kind.</summary>
    /// <exception cref="IOException">It cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public static ITokenStore Open(StoreKind kind, ToolFolders folders, TimeProvider time) => kind switch
    {
        StoreKind.Keychain => new KeychainTokenStore(folders.Locks, time),
        StoreKind.Encrypted => new ProtectedTokenStore(new FileTokenStore(folders.LoginsOf(kind), time), Keys(folders.Keys)),
        _ => new FileTokenStore(folders.LoginsOf(kind), time),
    };

    /// <summary>The store of a kind for somebody who must not change it: no folder and no key is made to read with.</summary>
    /// <exception cref="IOException">It cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public static ITokenStore OpenToLook(StoreKind kind, ToolFolders folders, TimeProvider time) => kind == StoreKind.Encrypted
        ? new ProtectedTokenStore(new FileTokenStore(folders.LoginsOf(kind), time), KeysAsTheyAre(folders.Keys))
        : Open(kind, folders, time);

    // Keys of its own, which nobody keeps, open nothing: as it is where there are none.
    private static IDataProtectionProvider KeysAsTheyAre(string folder) => Directory.Exists(folder)
        ? DataProtectionProvider.Create(
            new DirectoryInfo(folder), setup => setup.SetApplicationName(ApplicationName).DisableAutomaticKeyGeneration())
        : new EphemeralDataProtectionProvider();

    // The folder is made here, for one that data protection makes itself would be open to all.
    private static IDataProtectionProvider Keys(string folder)
    {
        PrivateFolders.Make(folder);
        return DataProtectionProvider.Create(new DirectoryInfo(folder), setup =>
        {
            setup.SetApplicationName(ApplicationName);
            if (OperatingSystem.IsWindows())
            {
                setup.ProtectKeysWithDpapi();
            }
        });
    }
}
