using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>What comes to a source from elsewhere: codes from the browser, and logins from another client of the same name.</summary>
internal sealed class Elsewhere(World world)
{
    private readonly List<SavedLogin> _logins = [];
    private int _unknown;

    /// <summary>A code, and what it is good for.</summary>
    internal (Secret Code, string Kind) Code(int choice) => (choice % 5) switch
    {
        0 => (new Secret($"unknown-code-{++_unknown}"), "an unknown code"),
        1 => (Used(), "a code that another client has used"),
        _ => (Good(), "a good code"),
    };

    /// <summary>A login: a new one, one without a refresh token, or one of earlier; none of them twice. Null where there is none.</summary>
    internal SavedLogin? Login(int choice)
    {
        if (choice % 2 == 1 && _logins.Count > 0)
        {
            var earlier = _logins[choice / 2 % _logins.Count];
            _logins.Remove(earlier);
            return earlier;
        }

        Keep(Mint(Good()));
        return Mint(Good()) is not { } login ? null
            : choice % 8 == 2 ? login with { Token = login.Token with { RefreshToken = null } }
            : login;
    }

    /// <summary>Another process renews the login that is stored, in one go: nothing goes wrong there, and nobody holds the lock.</summary>
    /// <param name="key">The key of the login.</param>
    /// <param name="proof">What is stored with an app's login; null for a person's.</param>
    internal void Renew(string key, StoredProof? proof)
    {
        if (world.Ledger is { IsEvicted: false, IsCodeUnderWay: false, Held.RefreshToken: { } spent }
            && Grant.RefreshToken(spent) is var grant && world.IsGood(grant) && world.Store.Standing(key) is { } state)
        {
            world.Podio.Update(podio => podio.Disarm());
            var got = world.Podio.Transport.RequestTokenAsync(new TokenRequest(SamplePodio.Client, grant)).Result
                .Match(Right: token => token, Left: error => throw new InvalidOperationException(error.Describe()));
            var renewed = state.Received(new SavedLogin(got, world.Now), grant);
            var entry = StoredEntry.Write(key, renewed, proof);
            world.Note("another process renews the login");
            world.Store.Put(key, entry);
            world.Exchange.ReplacedElsewhere(grant, got);
            world.Ledger.RenewedElsewhere(key, entry, renewed.Login!.Token, world.Now);
        }
    }

    private Secret Good() => world.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);

    private Secret Used()
    {
        var code = Good();
        Keep(Mint(code)); // Its grant ends when the code comes again.
        return code;
    }

    private void Keep(SavedLogin? login)
    {
        if (login is not null)
        {
            _logins.Add(login);
        }
    }

    // The other client's own request may meet what is armed: then it has no login.
    private SavedLogin? Mint(Secret code)
    {
        var login = world.Podio.Transport
            .RequestTokenAsync(new TokenRequest(SamplePodio.Client, Grant.AuthorizationCode(code, SamplePodio.RedirectUri)))
            .Result.MatchUnsafe<SavedLogin?>(Right: token => new SavedLogin(token, world.Now), Left: _ => null);
        if (login is not null)
        {
            world.Ledger.Minted(login);
        }

        return login;
    }
}
