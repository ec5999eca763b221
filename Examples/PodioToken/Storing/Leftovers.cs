using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Saving;

namespace PodioToken.Storing;

/// <summary>Saved logins and client secrets that belong to no profile, which a killed sign-in left behind.</summary>
internal sealed class Leftovers(ToolFolders folders, TimeProvider time)
{
    private static readonly StoreKind[] FileStores = [StoreKind.Encrypted, StoreKind.Plain];

    private readonly ProfileFolder _profiles = new(folders);

    /// <summary>Returns those of all names, and the intents that can't be checked, except for names that another process is signing in or
    /// out of.</summary>
    /// <exception cref="IOException">A store of files can't be read.</exception>
    public async Task<(IReadOnlyList<Profile> Found, IReadOnlyList<UncheckedIntent> Unchecked)> FindAsync(
        CancellationToken cancellationToken)
    {
        List<Profile> found = [];
        List<UncheckedIntent> uncheckedIntents = [];
        List<UncheckedIntent> seen = [];
        var kept = await FindKeptAsync(_ => true, seen.Add, cancellationToken);
        foreach (var name in kept.Select(profile => profile.Name).Union(seen.Select(intent => intent.Name)))
        {
            await using var free = await ProfileLock.TryTakeAsync(name, folders, time, cancellationToken);
            if (free is not null)
            {
                // Again, because that process may have ended by now.
                found.AddRange(await FindKeptAsync(other => other == name, uncheckedIntents.Add, cancellationToken));
            }
        }

        return (found, uncheckedIntents);
    }

    /// <summary>Returns those of one name, whose lock is held.</summary>
    /// <exception cref="IOException">A store can't be read.</exception>
    /// <exception cref="InvalidDataException">The intent of that name can't be read.</exception>
    public async Task<IReadOnlyList<Profile>> FindAsync(string name, CancellationToken cancellationToken) =>
        await FindKeptAsync(other => other == name, onUnchecked: null, cancellationToken);

    private async Task<List<Profile>> FindKeptAsync(
        Func<string, bool> isWanted, Action<UncheckedIntent>? onUnchecked, CancellationToken cancellationToken)
    {
        List<Profile> found = [];
        foreach (var kind in FileStores.Where(kind => Directory.Exists(folders.LoginsOf(kind))))
        {
            await AddAsync(kind, isWanted, found, cancellationToken);
        }

        foreach (var name in _profiles.Intents.Where(isWanted))
        {
            try
            {
                if (_profiles.FindIntent(name) is { } intent && !found.Any(intent.IsKeptWith) && !IsNamed(intent)
                    && await IsKeptAsync(intent, cancellationToken))
                {
                    found.Add(intent); // A keychain doesn't list what it has.
                }
            }
            catch (Exception exception) when (
                onUnchecked is not null && (TokenFile.IsFailure(exception) || exception is InvalidDataException))
            {
                onUnchecked(new UncheckedIntent(name, exception));
            }
        }

        return found;
    }

    private async Task AddAsync(StoreKind kind, Func<string, bool> isWanted, List<Profile> found, CancellationToken cancellationToken)
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
            .Where(key => ProfileName.IsValid(key.Name) && isWanted(key.Name))
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

/// <summary>A sign-in that wasn't completed, and of which it is unknown whether it left a login.</summary>
/// <param name="Name">The name of its profile.</param>
/// <param name="Cause">Why the intent, or the store that it names, can't be read.</param>
internal sealed record UncheckedIntent(string Name, Exception Cause)
{
    public string Sentence => $"Whether an incomplete sign-in of profile {Name} left a login can't be checked: {Cause.Message}";
}
