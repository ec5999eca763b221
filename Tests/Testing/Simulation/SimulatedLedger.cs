using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Observes both sides of the wire. Its members return the broken rule, or null.</summary>
internal sealed class SimulatedLedger
{
    // Access token → when it was requested, when it arrived, and its position in the order of arrival.
    private readonly Dictionary<Secret, (DateTimeOffset RequestedAt, DateTimeOffset ArrivedAt, int Generation)> _arrived = [];
    private readonly Dictionary<Secret, int> _replaced = []; // Refresh token → the generation of the token that replaced it.
    private int _inFlight;
    private int _generation;
    private int _handedOut; // The newest generation that a caller received: the process has to know it, even after a crash.
    private bool _isApp;
    private Secret? _owed; // Its refresh token.
    private DateTimeOffset? _limitedUntil;

    internal SimulatedLedger(SavedLogin first)
    {
        _arrived[first.Token.AccessToken] = (first.RequestedAt, first.RequestedAt, 0);
        _owed = first.Token.RefreshToken;
    }

    /// <summary>Whether the last result has to be a token.</summary>
    internal bool IsOwed(SimulatedPodio podio) => _isApp || (_owed is { } refreshToken && podio.Honors(refreshToken));

    internal string? Sent(Grant grant, DateTimeOffset now)
    {
        _isApp |= grant is AppGrant;
        return ++_inFlight > 1 ? "Two renewals ran at once."
            : now < _limitedUntil ? "A request was sent during a wait that Podio had asked for."
            : grant is RefreshTokenGrant refresh && _replaced.ContainsKey(refresh.RefreshToken)
                ? "A refresh token was sent again after another one had replaced it."
                : null;
    }

    internal string? Arrived(Grant grant, Either<OAuthError, Token> answer, DateTimeOffset requestedAt, DateTimeOffset now)
    {
        _inFlight--;
        answer.Match(
            Right: token =>
            {
                _arrived[token.AccessToken] = (requestedAt, now, ++_generation);
                if (grant is RefreshTokenGrant sent)
                {
                    _replaced[sent.RefreshToken] = _generation;
                }
            },
            Left: error => _limitedUntil = error is RateLimitedError ? now + SimulatedPodio.Limit : _limitedUntil);
        return null;
    }

    /// <summary>Records a canceled exchange. It has no effect unless Podio had already answered.</summary>
    internal string? Canceled(Grant grant, bool isHandled)
    {
        _inFlight--;
        return isHandled && grant is RefreshTokenGrant ? "A renewal was canceled after Podio had replaced the refresh token." : null;
    }

    internal string? HandedOut(Token token, DateTimeOffset now)
    {
        if (!_arrived.TryGetValue(token.AccessToken, out var arrived))
        {
            return "A token was returned that Podio hadn't granted.";
        }

        if (arrived.Generation > _handedOut)
        {
            (_handedOut, _owed) = (arrived.Generation, token.RefreshToken);
        }

        // A token that expired on its way isn't the receiver's fault.
        return now >= arrived.RequestedAt + SimulatedPodio.Lifetime && now > arrived.ArrivedAt
            ? "An expired token was returned."
            : null;
    }

    /// <summary>Records a crash. The next process need not know what no caller received.</summary>
    internal void Crash()
    {
        (_inFlight, _limitedUntil) = (0, null);
        foreach (var (refreshToken, generation) in _replaced)
        {
            if (generation > _handedOut)
            {
                _replaced.Remove(refreshToken);
            }
        }
    }
}
