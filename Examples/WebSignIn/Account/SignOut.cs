using PodioOAuth.Functional;

namespace WebSignIn.Account;

/// <summary>Ends a login: at Podio, in the store, in the browser. Each is tried whatever came of the one before.</summary>
internal static class SignOut
{
    internal static async Task<SignOutEnd> RunAsync(Person person, HttpClient podio)
    {
        if (person.Source is not { } source)
        {
            return SignOutEnd.Done;
        }

        var ended = await source.SignOutEverywhereAsync(podio);
        await person.LeaveAsync();
        return (ended.AtPodio is null, ended.Here is null) switch
        {
            (true, true) => SignOutEnd.Done,
            (false, true) => SignOutEnd.NotAtPodio,
            (true, false) => SignOutEnd.NotInStore,
            _ => SignOutEnd.Nowhere,
        };
    }
}

/// <summary>What came of a sign-out.</summary>
internal enum SignOutEnd
{
    /// <summary>The grant has ended at Podio, and the site has forgotten the login.</summary>
    Done = 0,

    /// <summary>The site has forgotten the login; whether Podio has ended the grant is not known.</summary>
    NotAtPodio,

    /// <summary>The grant has ended at Podio; the store could not be changed.</summary>
    NotInStore,

    /// <summary>Neither. The browser's cookie is gone.</summary>
    Nowhere,
}
