using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;

namespace PodioToken.Storing;

/// <summary>Saved logins and client secrets that belong to no profile, which a killed sign-in left behind.</summary>
internal sealed class Leftovers(ToolFolders folders, TimeProvider time)
{
    private static readonly StoreKind[] FileStores = [StoreKind.Encrypted, StoreKind.Plain];

    private readonly ProfileFolder _profiles = new(folders);

    /// <summary>Returns those of all names, except names that another process is signing in or out of.</summary>
    /// <exception cref="IOException">A store can't be read.</exception>
    public async Task<IReadOnlyList<Profile>> FindAsync(CancellationToken cancellationToken)
    {
        List<Profile> found = [];
        foreach (var group in (await FindKeptAsync(cancellationToken)).GroupBy(kept => kept.Name))
        {
            await using var free = await ProfileLock.TryTakeAsync(group.Key, folders, time, cancellationToken);
            if (free is not null)
            {
                found.AddRange(await FindAsync(group.Key, cancellationToken)); // Again, because that process may have ended by now.
            }
        }

        return found;
    }

    /// <summary>Returns those of one name, whose lock is held.</summary>
    /// <exception cref="IOException">A store can't be read.</exception>
    public async Task<IReadOnlyList<Profile>> FindAsync(string name, CancellationToken cancellationToken) =>
        [.. (await FindKeptAsync(cancellationToken)).Where(kept => kept.Name == name)];

    private async Task<List<Profile>> FindKeptAsync(CancellationToken cancellationToken)
    {
        List<Profile> found = [];
        foreach (var kind in FileStores.Where(kind => Directory.Exists(folders.LoginsOf(kind))))
        {
            await AddAsync(kind, found, cancellationToken);
        }

        foreach (var intent in _profiles.Intents.Select(_profiles.FindIntent).OfType<Profile>())
        {
            if (!found.Any(intent.IsKeptWith) && !IsNamed(intent) && await IsKeptAsync(intent, cancellationToken))
            {
                found.Add(intent); // A keychain doesn't list what it has.
            }
        }

        return found;
    }

    private async Task AddAsync(StoreKind kind, List<Profile> found, CancellationToken cancellationToken)
    {
        var store = Stores.OpenToLook(kind, folders, time);
        if (store is not IListableTokenStore listable)
        {
            return;
        }

        HashSet<LoginKey> keys = [];
        await foreach (var key in listable.ListLoginsAsync(cancellationToken))
        {
            keys.Add(key);
        }

        await foreach (var text in listable.ListAsync(cancellationToken))
        {
            if (Profile.TryReadClientSecretKey(text, out var key))
            {
                keys.Add(key);
            }
        }

        found.AddRange(keys
            .Where(key => ProfileName.IsValid(key.Name))
            .Select(key => new Profile(key.Name, key.Endpoint, key.ClientId, SignInKind.Code, kind, RedirectUri: null, Scope: null))
            .Where(profile => !IsNamed(profile)));
    }

    // A damaged profile file may have named it: fix that first.
    private bool IsNamed(Profile kept)
    {
        try
        {
            return _profiles.Find(kept.Name)?.IsKeptWith(kept) ?? false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private async Task<bool> IsKeptAsync(Profile intent, CancellationToken cancellationToken)
    {
        var store = Stores.OpenToLook(intent.Store, folders, time);
        return (await Look.AtAsync(intent, store, time, cancellationToken)).Token is not null
            || await ClientSecretEntry.ReadAsync(store, intent, cancellationToken) is not null;
    }
}
