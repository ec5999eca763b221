using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>The least that keeps the rules for a person's login in one process, and one bug of choice.</summary>
internal sealed class NaiveLogin(World world, LoginBug bug)
{
    private static readonly string Key =
        LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane").ToString();

    private SavedLogin? _login;
    private bool _isRefused;
    private bool _isSpent;
    private DateTimeOffset? _pendingSince;
    private CoolDown? _pause;
    private bool _isLimited; // Whether the pause is a rate limit's, which is no login's.
    private readonly Wire _wire = new(world);
    private readonly System.Collections.Generic.HashSet<Secret> _codes = []; // Those that were sent.
    private DateTimeOffset? _lastEnd; // When another process ended the login.
    private Task _tail = Task.CompletedTask;
    private Task<Either<TokenSourceError, Token>>? _renewal;

    internal void ReportRejected(Secret token) => _isRefused |= _login?.Token.AccessToken == token;

    internal Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (_renewal is null || _renewal.IsCompleted)
        {
            _renewal = AfterOthers(RenewAsync);
        }

        return _renewal.WaitAsync(cancellationToken);
    }

    internal Task<Either<TokenSourceError, Token>> SignInAsync(Secret code, CancellationToken cancellationToken) => AfterOthers(async () =>
    {
        if (_codes.Contains(code) && bug != LoginBug.CodeDeliveredTwice)
        {
            return await RenewAsync();
        }

        if (_isLimited && PausedUntil is { } until)
        {
            return Failed(TokenSourceError.CoolingDown(until));
        }

        _codes.Add(code);
        await LookAsync();
        var (requestedAt, grant) = (world.Now, Grant.AuthorizationCode(code, SamplePodio.RedirectUri));
        var answer = await AskAsync(grant);
        if (bug == LoginBug.CodeSentTwice && answer.Match(Right: _ => false, Left: error => error is UnreachableError))
        {
            answer = await AskAsync(grant);
        }

        return await answer.Match(
            Right: token => KeepAsync(new SavedLogin(token, requestedAt)),
            Left: async error =>
            {
                if (error is RejectedError && bug == LoginBug.ForgottenOnRejectedCode)
                {
                    await ForgetAsync();
                }

                Pause(error);
                if (error is RateLimitedError or UnreachableError { MayHaveBeenProcessed: false })
                {
                    _codes.Remove(code);
                }

                _pendingSince ??= _login is null && error is UnreachableError or UnavailableError or MalformedReplyError
                    ? requestedAt
                    : null;
                return bug == LoginBug.AnsweredFromBefore && _login is { } old ? old.Token : Failed(TokenSourceError.Exchange(error));
            });
    }).WaitAsync(cancellationToken);

    internal Task<Either<TokenSourceError, Token>> RestoreAsync(SavedLogin login, CancellationToken cancellationToken) =>
        AfterOthers(() => KeepAsync(login)).WaitAsync(cancellationToken);

    internal Task<Either<TokenSourceError, Token>> SignOutAsync(CancellationToken cancellationToken) => AfterOthers(async () =>
    {
        await WriteAsync(new RenewalState(origin: null) { SignedOutAt = world.Now });
        (_login, _isRefused, _isSpent, _pendingSince) = (null, false, false, null);
        _pause = _isLimited && bug != LoginBug.LimitForgottenOnSignOut ? _pause : null;
        return Failed(TokenSourceError.SignInAgain(SignInReason.NoLogin));
    }).WaitAsync(cancellationToken);

    private async Task<Either<TokenSourceError, Token>> RenewAsync()
    {
        if (bug != LoginBug.NoLookDuringAPause || PausedUntil is null)
        {
            await LookAsync();
        }

        if (_login is { } usable && !_isRefused && usable.ExpiresAt - TimeSpan.FromMinutes(1) > world.Now)
        {
            return usable.Token;
        }

        if (_login?.Token.RefreshToken is not { } refreshToken || _isSpent)
        {
            return Failed(End());
        }

        if (PausedUntil is { } until)
        {
            return Failed(TokenSourceError.CoolingDown(until));
        }

        var requestedAt = world.Now;
        var answer = await AskAsync(Grant.RefreshToken(refreshToken));
        return await answer.Match(
            Right: token => KeepAsync(new SavedLogin(token, requestedAt)),
            Left: async error =>
            {
                _isSpent = error is RejectedError { Kind: RejectionKind.InvalidGrant };
                if (!_isSpent)
                {
                    Pause(error);
                }

                _pendingSince ??= error is UnreachableError or UnavailableError or MalformedReplyError ? requestedAt : null;
                var end = _isSpent ? End() : TokenSourceError.Exchange(error);
                if (bug == LoginBug.ForgottenOnFailure)
                {
                    await ForgetAsync();
                }

                return Failed(end);
            });
    }

    // What another process did: it may have ended the login. An entry that is gone says nothing.
    private async Task LookAsync()
    {
        var isEnded = bug == LoginBug.ForgottenOnEviction && _login is not null;
        if (await world.Store.ReadAsync(Key) is { } entry)
        {
            var stored = StoredEntry.Read(Key, entry).ToState(origin: null);
            var end = stored.SignedOutAt;
            if (stored.Login is { } newer && newer.Token.AccessToken != _login?.Token.AccessToken)
            {
                (_login, _isRefused, _isSpent, _pendingSince) = (newer, false, false, null);
                _pause = _isLimited ? _pause : null;
            }

            isEnded = end is not null && end != _lastEnd && bug != LoginBug.BackAfterItWasForgotten;
            _lastEnd = end;
        }

        if (isEnded)
        {
            (_login, _isRefused, _isSpent, _pendingSince) = (null, false, false, null);
        }
    }

    private TokenSourceError End() =>
        _pendingSince is { } since && bug != LoginBug.LostReplyNotNamed ? TokenSourceError.Undecided(since)
        : TokenSourceError.SignInAgain(
            _login is null ? SignInReason.NoLogin
            : _login.Token.RefreshToken is null ? SignInReason.NoRefreshToken
            : SignInReason.RefreshTokenRejected);

    private async Task<Either<TokenSourceError, Token>> KeepAsync(SavedLogin login)
    {
        await WriteAsync(new RenewalState(origin: null, login));
        (_lastEnd, _pause) = (null, _isLimited ? _pause : null);
        (_login, _isRefused, _isSpent, _pendingSince) = (login, false, false, null);
        return login.IsExpired(world.Now) ? TokenSourceError.LockLost : login.Token;
    }

    // Until it is saved, if it is the store that cancels.
    private async Task WriteAsync(RenewalState state)
    {
        while (true)
        {
            try
            {
                await world.Store.WriteAsync(Key, StoredEntry.Write(Key, state));
                return;
            }
            catch (OperationCanceledException)
            {
                world.Note("it is written again");
            }
        }
    }

    // What a naive client does to sign somebody out that did not ask for it.
    private async Task ForgetAsync()
    {
        _login = null;
        await WriteAsync(new RenewalState(origin: null));
    }

    private DateTimeOffset? PausedUntil => _pause is { } pause && pause.Runs(world.Now) ? pause.Until : null;

    private void Pause(OAuthError error) => (_pause, _isLimited) = (Pauses.After(error, world.Now), error is RateLimitedError);

    private Task<Either<OAuthError, Token>> AskAsync(Grant grant) =>
        _wire.AskAsync(new TokenRequest(SamplePodio.Client, grant), CancellationToken.None);

    // One after the other.
    private Task<Either<TokenSourceError, Token>> AfterOthers(Func<Task<Either<TokenSourceError, Token>>> work)
    {
        var mine = RunAsync(_tail);
        _tail = mine;
        return mine;

        async Task<Either<TokenSourceError, Token>> RunAsync(Task before)
        {
            await before;
            await using var held = await world.Store.LockAsync(Key, TimeSpan.FromSeconds(30));
            return await work();
        }
    }

    private static Either<TokenSourceError, Token> Failed(TokenSourceError error) => error;
}
