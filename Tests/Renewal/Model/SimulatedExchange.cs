using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>The way to Podio, and the rules of the wire: no two at once, no refresh token again once another came, no code twice.</summary>
internal sealed class SimulatedExchange(World world)
{
    private readonly System.Collections.Generic.HashSet<string> _replaced = []; // Refresh tokens in whose place another one was received.
    private readonly System.Collections.Generic.HashSet<string> _codes = [];
    private int _inFlight;

    /// <summary>The requests of the dead process get no reply; what it had received, the next one cannot know.</summary>
    /// <param name="isAllLost">Whether it cannot know of a code that was sent either.</param>
    internal void Crash(bool isAllLost)
    {
        _inFlight = 0;
        Forget();
        if (isAllLost)
        {
            _codes.Clear();
        }
    }

    internal Task<Either<OAuthError, Token>> AskAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (++_inFlight > 1)
        {
            world.Violate("two exchanges in flight");
        }

        if (request.Grant is RefreshTokenGrant refresh && _replaced.Contains(refresh.RefreshToken.Reveal()))
        {
            world.Violate("a refresh token sent again after a different one was received");
        }

        if (request.Grant is RefreshTokenGrant && world.Ledger.IsEnded)
        {
            world.Violate("a refresh token sent of a login that was ended");
        }

        if (request.Grant is AuthorizationCodeGrant code && !_codes.Add(code.Code.Reveal()))
        {
            world.Violate("an authorization code sent twice");
        }

        world.Ledger.Sent(request.Grant);
        return CarryAsync(request, cancellationToken);
    }

    private async Task<Either<OAuthError, Token>> CarryAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var (life, requestedAt, grant) = (world.Life, world.Now, request.Grant);
        try
        {
            return await CarryAsync(life, requestedAt, request, cancellationToken);
        }
        catch (OperationCanceledException) when (life == world.Life)
        {
            _inFlight--;
            world.Ledger.Replied(grant, OAuthError.Unreachable(UnreachableReason.Other, mayHaveBeenProcessed: true)); // As good as lost.
            throw;
        }
    }

    private async Task<Either<OAuthError, Token>> CarryAsync(
        int life, DateTimeOffset requestedAt, TokenRequest request, CancellationToken cancellationToken)
    {
        var grant = request.Grant;
        await world.Wait($"Podio handles {Name(grant)}", cancellationToken);
        var wasGood = world.IsGood(grant);
        var answer = await world.Podio.Transport.RequestTokenAsync(request, CancellationToken.None);
        world.Ledger.Handled(grant, answer, requestedAt, isSpent: wasGood && !world.IsGood(grant));
        await world.Wait(
            $"the reply arrives: {answer.Match(Right: _ => "a token", Left: error => error.GetType().Name)}", cancellationToken);
        if (life == world.Life)
        {
            _inFlight--;
            world.Ledger.Replied(grant, answer);
            answer.IfRight(token => Replace(grant, token));
            if (grant is AuthorizationCodeGrant code && answer.Match(Right: _ => false, Left: MaySendAgain))
            {
                _codes.Remove(code.Code.Reveal());
            }
        }

        return answer;
    }

    /// <summary>What was received is lost: nobody who could know of it is there.</summary>
    internal void Forget() => _replaced.Clear();

    /// <summary>Another process has received a token: nobody may send the refresh token again that it came for.</summary>
    internal void ReplacedElsewhere(Grant grant, Token got) => Replace(grant, got);

    // A client that Podio rejects has not had its code looked at.
    private static bool MaySendAgain(OAuthError error) => error
        is RateLimitedError or UnreachableError { MayHaveBeenProcessed: false } or RejectedError { Kind: not RejectionKind.InvalidGrant };

    private void Replace(Grant grant, Token got)
    {
        if (grant is RefreshTokenGrant sent && got.RefreshToken is { } next && next != sent.RefreshToken)
        {
            _replaced.Add(sent.RefreshToken.Reveal());
        }
    }

    private static string Name(Grant grant) => grant.Match(
        authorizationCode: _ => "a code", password: _ => "a password", app: _ => "an app", refreshToken: _ => "a refresh");
}
