using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>The way to Podio of one source. What Podio told that source it has to keep to: during a limit it asks for nothing, after a
/// failure it renews nothing for half a minute, or for as long as Podio said, and after its end it asks no more.</summary>
/// <param name="world">The world.</param>
/// <param name="isPaced">Whether the pauses are looked at: of several sources on one way nobody knows which was told.</param>
internal sealed class Wire(World world, bool isPaced = true)
{
    private static readonly TimeSpan PatienceAtItsEnd = TimeSpan.FromSeconds(20);

    private readonly int _life = world.Life;
    private (CoolDown Span, int SetBacks)? _limit;
    private (CoolDown Span, int SetBacks, int Logins)? _pause;
    private int _inFlight;
    private bool _isEnded;

    internal async Task<Either<OAuthError, Token>> AskAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_isEnded)
        {
            world.Violate("Podio was asked by a source after its end");
        }

        if (isPaced && (IsLimited || (request.Grant is not AuthorizationCodeGrant && IsPaused)))
        {
            world.Violate("Podio was asked during a pause");
        }

        _inFlight++;
        try
        {
            var answer = await world.Exchange.AskAsync(request, cancellationToken);
            (_limit, _pause) = answer.IsRight ? (null, null) : (_limit, _pause);
            answer.IfLeft(error => Told(request.Grant, error));
            return answer;
        }
        finally
        {
            _inFlight--;
        }
    }

    /// <summary>Waits for the end of the source, which waits for what is under way. Not for ever.</summary>
    internal async Task EndAsync(Func<ValueTask> end)
    {
        var begun = world.Awake;
        await end();
        if (_life == world.Life && _inFlight > 0 && world.Awake - begun < PatienceAtItsEnd)
        {
            world.Violate("a source ended and did not wait for its exchange");
        }

        _isEnded = true;
    }

    private bool IsLimited => _limit is { } limit && limit.SetBacks == world.SetBacks && limit.Span.Runs(world.Now);

    // Of another login, or of one that was ended meanwhile, it says nothing.
    private bool IsPaused => _pause is { } pause && pause.SetBacks == world.SetBacks && pause.Logins == world.Ledger.Logins
        && pause.Span.Runs(world.Now);

    // A refresh token that is rejected leaves the way of an origin free.
    private void Told(Grant grant, OAuthError error)
    {
        var pause = Pauses.After(error, world.Now);
        if (error is RateLimitedError)
        {
            _limit = (pause, world.SetBacks);
        }
        else if (grant is not AuthorizationCodeGrant
            && !(grant is RefreshTokenGrant && error is RejectedError { Kind: RejectionKind.InvalidGrant }))
        {
            _pause = (pause, world.SetBacks, world.Ledger.Logins);
        }
    }
}
