using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>Looks at answers in the instant in which they come, and knows the rules that they may break.</summary>
internal sealed class Judge(World world, bool isApp)
{
    private static readonly TimeSpan[] HoldLengths = [
        TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(300), TimeSpan.FromHours(1),
    ];

    private Ledger Ledger => world.Ledger;

    /// <summary>The answer to who asked for a token.</summary>
    internal Token? OfToken(Caller caller, Either<TokenSourceError, Token> answer) => Look(caller, answer, LookAtHandedOut, error =>
    {
        // A source looks once a second, also while it may not ask. What began before the clock was set back didn't begin after what has
        // been stored since, though its instant is later.
        if (error is CoolingDownError && Ledger.HasFromElsewhereSince(world.Now) is { } since
            && world.Instants.Skip(caller.Since).Min() - since >= TimeSpan.FromSeconds(1))
        {
            world.Violate("a caller was held back, and the store had a token");
        }

        if (isApp && error is SignInAgainError or UndecidedError)
        {
            world.Violate("an app was told to sign in again");
        }
        else if (error is SignInAgainError again)
        {
            LookAtEnd(again.Reason, isUndecided: again.Reason is SignInReason.ReplyLost or SignInReason.CodeSpent);
        }
        else if (error is UndecidedError)
        {
            LookAtEnd(reason: null, isUndecided: true);
        }
    });

    /// <summary>The answer to who signed in with a code.</summary>
    internal Token? OfSignIn(Secret code, Caller caller, Either<TokenSourceError, Token> answer) => Look(
        caller,
        answer,
        token => LookAtOwn(token, Ledger.IsBroughtBy(code, token.AccessToken), "a sign-in was answered with another login's token"));

    /// <summary>The answer to who delivered a code once more: what the first delivery came to, or a token that it was renewed by.</summary>
    internal Token? OfRedelivery(Caller caller, Either<TokenSourceError, Token> answer) => Look(caller, answer, LookAtHandedOut);

    /// <summary>The answer to who restored a login: its token, or the one that it was renewed by.</summary>
    internal Token? OfRestore(Caller caller, Either<TokenSourceError, Token> answer) => Look(caller, answer, LookAtHandedOut);

    /// <summary>The answer to who signed out.</summary>
    internal Token? OfSignOut(Caller caller, Either<TokenSourceError, Token> answer) => Look(
        caller,
        answer,
        _ => world.Violate("a sign-out was answered with a token"),
        error =>
        {
            if (error is SignInAgainError && Ledger.Held is not null)
            {
                world.Violate("a sign-out was told to be done, and the login is still stored");
            }
        });

    /// <summary>The last answer, to who asked when nothing was wrong any more and no hold ran.</summary>
    internal void LookAtLast(Either<TokenSourceError, Token> answer)
    {
        var isLive = Ledger.Held is { RefreshToken: { } refreshToken } && world.IsGood(Grant.RefreshToken(refreshToken));
        if (answer.IsLeft && (isApp || (isLive && !IsRefused && !Ledger.IsCodeInDoubt && !Ledger.IsCodeUnderWay)))
        {
            world.Violate("a live login gave no token, with nothing in the way");
        }
    }

    private bool IsRefused => Ledger.Held is { RefreshToken: { } refreshToken } && Ledger.WasRefused(refreshToken);

    private Token? Look(
        Caller caller, Either<TokenSourceError, Token> answer, Action<Token> ofToken, Action<TokenSourceError>? ofError = null) =>
        answer.MatchUnsafe<Token?>(
            Right: token =>
            {
                world.Note($"{caller.Name} gets a token");
                world.Ledger.HandedOut(caller.IsOfEnded ? null : token.AccessToken);
                ofToken(token);
                return token;
            },
            Left: error =>
            {
                world.Note($"{caller.Name} gets {Name(error)}");
                LookAtHold(caller, error);
                ofError?.Invoke(error);
                return null;
            });

    private void LookAtHandedOut(Token token)
    {
        if (!Ledger.HasSaved(token.AccessToken))
        {
            world.Violate("a token was handed out before it was saved");
        }

        // Podio's own memory is the judge of lifetimes: revoked is not known, expired is.
        if (Ledger.ExpiryOf(token.AccessToken) <= world.Now)
        {
            world.Violate("a token known to have expired was handed out");
        }
    }

    private void LookAtOwn(Token token, bool isOwn, string otherwise)
    {
        if (!isOwn)
        {
            world.Violate(otherwise);
        }
        else
        {
            LookAtHandedOut(token);
        }
    }

    // A person is to sign in again. That has to be so, and the reason true: or have been so at the last look.
    private void LookAtEnd(SignInReason? reason, bool isUndecided)
    {
        if (Ledger.IsNews)
        {
            return;
        }

        if (Ledger.Held is { RefreshToken: { } live } && !IsRefused && world.IsGood(Grant.RefreshToken(live))
            && !(isUndecided && (Ledger.IsCodeInDoubt || Ledger.IsCodeUnderWay)))
        {
            world.Violate("a grant was lost silently");
        }

        var untrue = (reason, Ledger.Held) switch
        {
            (SignInReason.NoLogin, { } held) => held.RefreshToken is { } lost && Ledger.IsLost(lost)
                ? "a lost reply was named as no login"
                : "a stored login was named as no login",
            (SignInReason.NoLogin, null) when Ledger.IsCodeInDoubt => "a code whose reply was lost was named as no login",
            (SignInReason.NoRefreshToken, { RefreshToken: not null }) => "a refresh token was named as missing",
            (SignInReason.RefreshTokenRejected, { RefreshToken: { } lost }) when Ledger.IsLost(lost) =>
                "a lost reply was named as a rejected token",
            (SignInReason.RefreshTokenRejected, not null) when !IsRefused =>
                "a refresh token was named as rejected that Podio had not refused",
            _ => null,
        };
        if (untrue is not null)
        {
            world.Violate(untrue);
        }
    }

    // There has to be a hold, of one of the known lengths and begun at an instant at which the clock stood, that ran while the caller
    // waited, or while what he joined was under way.
    private void LookAtHold(Caller caller, TokenSourceError error)
    {
        if (error is CoolingDownError cooling && !HoldLengths.Any(length =>
            world.Instants.Contains(cooling.Until - length)
            && world.Instants.Skip(caller.Since).Any(now => now < cooling.Until && cooling.Until - now <= length + length)))
        {
            world.Violate("a caller was held back, and no hold ran");
        }
    }

    private static string Name(TokenSourceError error) => error switch
    {
        ExchangeError exchange => $"{nameof(ExchangeError)} {exchange.Error.GetType().Name}",
        SignInAgainError again => $"{nameof(SignInAgainError)} {again.Reason}",
        StoreError store => $"{nameof(StoreError)} {store.Problem}",
        _ => error.GetType().Name,
    };
}
