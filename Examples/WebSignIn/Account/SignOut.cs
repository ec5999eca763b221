using PodioOAuth.Functional;

namespace WebSignIn.Account;

/// <summary>Ends a login: at Podio, in the store, in the browser. Each is tried whatever came of the one before.</summary>
internal static class SignOut
{
    internal static async Task<SignOutResult> RunAsync(Person person, HttpClient podio)
    {
        if (person.Source is not { } source)
        {
            return SignOutResult.Done;
        }

        var atPodio = (await podio.InvalidatePodioGrantAsync()).Match(Right: _ => true, Left: HasEndedBefore);
        var here = await source.SignOutAsync() is SignInAgainError;
        await person.LeaveAsync();
        return (atPodio, here) switch
        {
            (true, true) => SignOutResult.Done,
            (false, true) => SignOutResult.NotAtPodio,
            (true, false) => SignOutResult.NotInStore,
            _ => SignOutResult.Nowhere,
        };
    }

    // Where there is no login any more there is no grant to end.
    private static bool HasEndedBefore(TokenSourceError error) => error is SignInAgainError;
}

/// <summary>What came of a sign-out.</summary>
internal enum SignOutResult
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
