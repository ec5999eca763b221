using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Saving;

namespace PodioToken.Storing;

/// <summary>The stores of each kind.</summary>
internal static class Stores
{
    private const string ApplicationName = "podio-token";
    private const int ProbeLength = 32;
    private static readonly TimeSpan ProbeLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Returns the default kind: the keychain if there is one that works, otherwise encrypted files.</summary>
    public static StoreKind Best(ToolFolders folders, TimeProvider time)
    {
        try
        {
            new KeychainTokenStore(folders.Locks, time).Check();
            return StoreKind.Keychain;
        }
        catch (KeychainException)
        {
            return StoreKind.Encrypted; // A missing keychain is a valid answer here, not a failure.
        }
    }

    /// <summary>Returns the store of a kind after testing that it works, to start a login.</summary>
    /// <exception cref="IOException">It doesn't work.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public static async Task<ITokenStore> OpenCheckedAsync(
        StoreKind kind, ToolFolders folders, TimeProvider time, CancellationToken cancellationToken)
    {
        var store = Open(kind, folders, time);
        if (store is KeychainTokenStore keychain)
        {
            keychain.Check();
        }
        else
        {
            await ProbeAsync(store, cancellationToken);
        }

        return store;
    }

    /// <summary>Returns the store of a kind.</summary>
    /// <exception cref="IOException">It can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public static ITokenStore Open(StoreKind kind, ToolFolders folders, TimeProvider time) => kind switch
    {
        StoreKind.Keychain => new KeychainTokenStore(folders.Locks, time),
        StoreKind.Encrypted => new ProtectedTokenStore(new FileTokenStore(folders.LoginsOf(kind), time), Keys(folders.Keys)),
        _ => new FileTokenStore(folders.LoginsOf(kind), time),
    };

    /// <summary>Returns the store of a kind for read-only use: no folder and no key is created.</summary>
    /// <exception cref="IOException">It can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public static ITokenStore OpenToLook(StoreKind kind, ToolFolders folders, TimeProvider time) => kind == StoreKind.Encrypted
        ? new ProtectedTokenStore(new FileTokenStore(folders.LoginsOf(kind), time), KeysAsTheyAre(folders.Keys))
        : Open(kind, folders, time);

    // The store removes what a killed probe left behind.
    private static async Task ProbeAsync(ITokenStore store, CancellationToken cancellationToken)
    {
        var (key, probe) = ($"probe/{RandomNumberGenerator.GetHexString(32)}", RandomNumberGenerator.GetBytes(ProbeLength));
        try
        {
            await store.WriteAsync(key, probe, ProbeLifetime, cancellationToken);
            var back = await store.ReadAsync(key, cancellationToken);
            await store.RemoveAsync(key, CancellationToken.None);
            if (back?.Span.SequenceEqual(probe) is not true)
            {
                throw new IOException("The store doesn't return what was written to it.");
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !TokenFile.IsFailure(exception))
        {
            // Data protection throws various exceptions.
            throw new IOException($"The store failed: {exception.GetType().Name}.", exception);
        }
    }

    // Temporary keys decrypt nothing, as if there were none.
    private static IDataProtectionProvider KeysAsTheyAre(string folder)
    {
        KeyFiles.Check(folder);
        return Directory.Exists(folder)
            ? DataProtectionProvider.Create(new DirectoryInfo(folder), setup => setup
                .SetApplicationName(ApplicationName)
                .DisableAutomaticKeyGeneration()
                .Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new KeyFiles(folder)))
            : new EphemeralDataProtectionProvider();
    }

    // The folder is created here, because data protection would create one that is open to all.
    private static IDataProtectionProvider Keys(string folder)
    {
        PrivateFolders.Make(folder);
        KeyFiles.Check(folder);
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
