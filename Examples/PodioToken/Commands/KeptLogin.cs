using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Storing;

namespace PodioToken.Commands;

/// <summary>The login that a sign-in will create, recorded so that a killed process leaves no login that no command can find.</summary>
internal sealed class KeptLogin(Profile profile, ITokenStore store, Profile? before, Surroundings surroundings, Teller teller)
{
    /// <summary>Records the intent of the sign-in, then runs it. After a failure, the intent stays if there is a saved login that no
    /// profile names yet.</summary>
    public async Task<Token> IntendAsync(Func<Task<Token>> signIn)
    {
        if (surroundings.Profiles.FindIntent(profile.Name) is { } killed && killed.IsKeptWith(profile) is false
            && before?.IsKeptWith(killed) is not true)
        {
            await RemoveOldAsync(killed); // The only trace of it in a keychain is about to go.
        }

        surroundings.Profiles.SaveIntent(profile);
        try
        {
            return await signIn();
        }
        catch
        {
            var look = await Look.AtAsync(profile, store, surroundings.Time, CancellationToken.None);
            if (look.Token is null || before?.IsKeptWith(profile) is true)
            {
                surroundings.Profiles.RemoveIntent(profile.Name);
            }

            throw;
        }
    }

    /// <summary>Creates a profile for the login, which is in the store by now.</summary>
    /// <remarks>The settings are written last: until then, the previous profile applies. Then other data of this name is removed: the
    /// previous login, and data that a killed process left behind.</remarks>
    public async Task KeepAsync(Secret secret)
    {
        await ClientSecretEntry.WriteAsync(store, profile, secret);
        surroundings.Profiles.Save(profile);
        List<Profile> old = before?.IsKeptWith(profile) is false ? [before] : [];
        try
        {
            var leftovers = await new Leftovers(surroundings.Folders, surroundings.Time).FindAsync(profile.Name, CancellationToken.None);
            old.AddRange(leftovers.Where(left => before?.IsKeptWith(left) is not true));
            surroundings.Profiles.RemoveIntent(profile.Name);
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception) || exception is InvalidDataException)
        {
            WarnOfOld(exception.Message);
        }

        foreach (var one in old)
        {
            await RemoveOldAsync(one);
        }
    }

    private async Task RemoveOldAsync(Profile old)
    {
        try
        {
            var from = Stores.Open(old.Store, surroundings.Folders, surroundings.Time);
            var forgotten = await from.ForgetAsync(old.LoginKey, timeProvider: surroundings.Time);
            _ = forgotten.IfLeft(error => WarnOfOld(error.Describe()));
            await ClientSecretEntry.RemoveAsync(from, old);
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            WarnOfOld(exception.Message);
        }
    }

    private void WarnOfOld(string why) =>
        teller.Warn($"The previous login couldn't be removed from its store: {why}");
}
