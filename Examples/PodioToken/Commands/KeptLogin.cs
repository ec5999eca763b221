using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Storing;

namespace PodioToken.Commands;

/// <summary>The login that a sign-in is to end in, so that a process that is killed on the way leaves none that no command sees.</summary>
internal sealed class KeptLogin(Profile profile, ITokenStore store, Profile? before, Surroundings surroundings, Teller teller)
{
    /// <summary>Writes down what the sign-in is to end in, then runs it. Where it fails, the intent stays where a login is kept that no
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

    /// <summary>Makes a profile of the login, which lies in the store by now.</summary>
    /// <remarks>The settings come last: until then the profile is the one from before. Then what the name had in other places goes: the
    /// login from before, and what was left by a process that was killed.</remarks>
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
        teller.Warn($"The previous login could not be removed from its store: {why}");
}
