using System.Text.Json;
using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>What became of a login, as the one knows it who sees both sides: what Podio gave, what arrived, and what was saved.</summary>
/// <param name="awake">For how long the machine was awake.</param>
internal sealed class Ledger(Func<TimeSpan> awake)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Secret, DateTimeOffset?> _expiries = [];
    private readonly System.Collections.Generic.HashSet<Secret> _saved = []; // Access tokens.
    private readonly System.Collections.Generic.HashSet<Secret> _restored = []; // Access tokens.
    private readonly System.Collections.Generic.HashSet<Secret> _refused = []; // Refresh tokens.
    // Refresh token → the access token that the reply had, null where it was lost.
    private readonly Dictionary<Secret, Secret?> _spent = [];
    private readonly Dictionary<Secret, Secret> _ofCodes = []; // Code → the access token that it brought.
    private (Token Token, DateTimeOffset At, DateTimeOffset Since)? _elsewhere; // What another process has stored, while it stands.
    private int _signOuts;
    private bool _isEvicted;
    private TimeSpan? _changedAt; // When another than the source of now may have changed the login.
    private Secret? _known; // The access token that the process of now has had in its hands last.

    /// <summary>The login that was saved last and neither replaced nor signed out. Null for none.</summary>
    internal (Secret AccessToken, Secret? RefreshToken)? Held { get; private set; }

    /// <summary>Whether a code was sent of which nobody knows what became: its reply was lost, or the process died before it was
    /// saved.</summary>
    internal bool IsCodeInDoubt { get; private set; }

    /// <summary>Whether a code was sent, and neither refused nor its token saved.</summary>
    internal bool IsCodeUnderWay { get; private set; }

    /// <summary>Whether a source of the process of now has ended: what is written may be what that one had.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Whether another than the source of now, one that was disposed or another process, may have changed the login so short a
    /// time ago that the source has not looked since: it looks once a second where it has no token.</summary>
    internal bool IsNews => awake() - _changedAt < BetweenLooks;

    /// <summary>How often the login that is stored has become another one, or none.</summary>
    internal int Logins { get; private set; }

    /// <summary>Whether the entry is gone, and nobody has written it back.</summary>
    internal bool IsEvicted => _isEvicted;

    /// <summary>Whether the login was ended, and no other has begun.</summary>
    internal bool IsEnded { get; private set; }

    internal bool HasSaved(Secret accessToken) => _saved.Contains(accessToken);

    internal bool WasRefused(Secret refreshToken) => _refused.Contains(refreshToken);

    /// <summary>Whether Podio gave another refresh token for this one, and that one was not saved.</summary>
    internal bool IsLost(Secret refreshToken) =>
        _spent.TryGetValue(refreshToken, out var brought) && (brought is null || !_saved.Contains(brought));

    /// <summary>When an access token expires, counted from before its request was sent.</summary>
    internal DateTimeOffset? ExpiryOf(Secret accessToken) => _expiries[accessToken];

    internal bool IsBroughtBy(Secret code, Secret accessToken) => _ofCodes.TryGetValue(code, out var brought) && brought == accessToken;

    /// <summary>A login that another client got.</summary>
    internal void Minted(SavedLogin login) => _expiries[login.Token.AccessToken] = login.ExpiresAt;

    internal void Restoring(SavedLogin login) => _restored.Add(login.Token.AccessToken);

    internal void SigningOut() => _signOuts++;

    /// <summary>Of a code that was under way nobody knows any more; and of a login whose entry was evicted.</summary>
    /// <returns>Whether all was lost that anybody knew of a code.</returns>
    internal bool Crash()
    {
        (_signOuts, _known, _changedAt, HasEnded, IsCodeInDoubt) = (0, null, null, false, IsCodeInDoubt || IsCodeUnderWay);
        if (_isEvicted)
        {
            (Held, _isEvicted, IsCodeInDoubt, IsCodeUnderWay) = (null, false, false, false);
            return true;
        }

        return false;
    }

    /// <summary>A source of the process has ended: the next one knows nothing yet.</summary>
    internal void Ended() => (_known, HasEnded) = (null, true);

    /// <summary>Another process has renewed the login and stored it.</summary>
    internal void RenewedElsewhere(string key, byte[] entry, Token token, DateTimeOffset requestedAt)
    {
        Minted(new SavedLogin(token, requestedAt));
        Written(key, entry);
        (_known, _elsewhere, _changedAt) = (null, (token, requestedAt, requestedAt), awake());
    }

    /// <summary>Since when the store has had a token that another process got, and that is good at an instant, or since when nobody has
    /// tried in vain to look; null where it has none.</summary>
    internal DateTimeOffset? HasFromElsewhereSince(DateTimeOffset now) =>
        _elsewhere is { } stored && stored.Token.ExpiresAt(stored.At) - TimeSpan.FromMinutes(1) > now ? stored.Since : null;

    /// <summary>A source has looked, and the store did not let it.</summary>
    internal void LookedInVain(DateTimeOffset now) => _elsewhere = _elsewhere is { } stored ? stored with { Since = now } : null;

    /// <summary>The clock was set back, or a call refused a token: what another process has stored may be of no use.</summary>
    internal void Doubt() => _elsewhere = null;

    /// <summary>A token was handed out, by a source that goes on; null for one that has ended.</summary>
    internal void HandedOut(Secret? accessToken) => _known = accessToken ?? _known;

    /// <summary>Whether the entry can be evicted without a loss: the process that lives has the login too.</summary>
    internal bool Evicting()
    {
        if (Held is not { } held || held.AccessToken != _known || IsCodeUnderWay)
        {
            return false;
        }

        (_isEvicted, _elsewhere) = (true, null);
        return true;
    }

    internal void Sent(Grant grant)
    {
        if (grant is AuthorizationCodeGrant)
        {
            Changed();
            IsCodeUnderWay = true;
        }
    }

    /// <summary>Podio has done what it does.</summary>
    internal void Handled(Grant grant, Either<OAuthError, Token> answer, DateTimeOffset requestedAt, bool isSpent)
    {
        var got = answer.MatchUnsafe<Token?>(Right: token => token, Left: _ => null);
        if (got is not null)
        {
            _expiries[got.AccessToken] = got.ExpiresAt(requestedAt);
        }

        switch (grant)
        {
            case RefreshTokenGrant refresh when isSpent:
                _spent[refresh.RefreshToken] = got?.AccessToken;
                break;
            case RefreshTokenGrant refresh when answer.Match(Right: _ => false, Left: error => error is RejectedError):
                _refused.Add(refresh.RefreshToken);
                break;
            case AuthorizationCodeGrant code when got is not null:
                _ofCodes[code.Code] = got.AccessToken;
                break;
        }
    }

    /// <summary>The reply has arrived. A token ends what is under way once it is saved.</summary>
    internal void Replied(Grant grant, Either<OAuthError, Token> answer)
    {
        if (grant is AuthorizationCodeGrant && answer.IsLeft)
        {
            IsCodeUnderWay = false;
            Changed();
            IsCodeInDoubt = IsCodeInDoubt | answer.Match(
                Right: _ => false,
                Left: error => error is not (RejectedError or RateLimitedError or UnreachableError { MayHaveBeenProcessed: false }));
        }
    }

    /// <summary>An entry was written.</summary>
    /// <returns>The rule that this broke, or null.</returns>
    internal string? Written(string key, byte[] entry)
    {
        if (key.StartsWith("cooldown/", StringComparison.Ordinal))
        {
            return null;
        }

        using var json = JsonDocument.Parse(entry);
        if (json.RootElement.TryGetProperty("signed_out_at", out _))
        {
            // A code that is tried over a login that was ended leaves word of that end.
            return json.RootElement.TryGetProperty("pending_code_since", out _) ? null : Removed();
        }

        if (!json.RootElement.TryGetProperty("token", out var token))
        {
            return null; // Nobody gave the login up: it has to be found again.
        }

        (_isEvicted, IsEnded) = (false, false);
        var (before, accessToken) = (Held, new Secret(token.GetProperty("access_token").GetString()!));
        if (before?.AccessToken == accessToken)
        {
            return null;
        }

        Changed();
        Logins++;
        (_known, _elsewhere) = (HasEnded ? _known : accessToken, null);
        Held = (accessToken, token.TryGetProperty("refresh_token", out var refresh) ? new Secret(refresh.GetString()!) : null);
        (IsCodeInDoubt, IsCodeUnderWay) = (false, false);
        return _saved.Add(accessToken) || _restored.Contains(accessToken) ? null : "an older login was written over a newer one";
    }

    /// <summary>The login was ended: by an entry that says so, or the removal of what there was.</summary>
    /// <returns>The rule that this broke, or null.</returns>
    internal string? Removed()
    {
        Changed();
        Logins++;
        (IsEnded, _elsewhere) = (true, null);
        _signOuts -= Held is null ? 0 : 1; // Who signs out over nothing ends nothing.
        (Held, IsCodeInDoubt, IsCodeUnderWay) = (null, false, false);
        return _signOuts < 0 ? "a login was removed, and nobody had signed out" : null;
    }

    private void Changed() => _changedAt = HasEnded ? awake() : _changedAt;
}
