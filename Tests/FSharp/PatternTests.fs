/// Every match here has no wildcard: with FS0025 as an error, that it compiles is the proof that the pattern is complete.
module PodioOAuth.Functional.FSharp.Tests.PatternTests

open System
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

let private comeApartAs rebuild values =
    values |> List.map rebuild |> shouldBe values

let private rebuildWait retryAfter =
    match retryAfter with
    | RetryAfter.After wait -> RetryAfter.After wait
    | RetryAfter.At instant -> RetryAfter.At instant
    | RetryAfter.Unknown -> RetryAfter.Unknown

[<Fact>]
let ``patterns of grants, second factors, advice and references return what their factories take`` () =
    grants
    |> comeApartAs (function
        | AuthorizationCode(code, Some redirectUri) -> Grant.AuthorizationCode(code, redirectUri)
        | AuthorizationCode(code, None) -> Grant.AuthorizationCode code
        | Password(username, password) -> Grant.Password(username, password)
        | App(appId, appToken) -> Grant.App(appId, appToken)
        | RefreshToken refreshToken -> Grant.RefreshToken refreshToken)

    [ SecondFactor.OneTimeCode secret; SecondFactor.RecoveryCode secret ]
    |> comeApartAs (function
        | SecondFactor.OneTimeCode code -> SecondFactor.OneTimeCode code
        | SecondFactor.RecoveryCode code -> SecondFactor.RecoveryCode code)

    [
        RetryAdvice.Safe(RetryAfter.At DateTimeOffset.UnixEpoch)
        RetryAdvice.Safe RetryAfter.Unknown
        RetryAdvice.Useless
        RetryAdvice.Ambiguous(RetryAfter.After(TimeSpan.FromSeconds 30.))
    ]
    |> comeApartAs (function
        | RetryAdvice.Safe retryAfter -> RetryAdvice.Safe(rebuildWait retryAfter)
        | RetryAdvice.Useless -> RetryAdvice.Useless
        | RetryAdvice.Ambiguous retryAfter -> RetryAdvice.Ambiguous(rebuildWait retryAfter))

    [
        TokenReference.User Int64.MaxValue
        TokenReference.App 4711L
        TokenReference.Create("space", "s-1")
        TokenReference.None
    ]
    |> comeApartAs (function
        | TokenReference.User id -> TokenReference.User id
        | TokenReference.App id -> TokenReference.App id
        | TokenReference.Other(kind, id) -> TokenReference.Create(kind, id)
        | TokenReference.None -> TokenReference.None)

[<Fact>]
let ``patterns of errors, callbacks and errors of a source return what their factories take`` () =
    errors
    |> comeApartAs (function
        | InvalidInput fields -> OAuthError.InvalidInput fields
        | Unreachable error -> OAuthError.Unreachable(error.Reason, error.MayHaveBeenProcessed)
        | Rejected error -> OAuthError.Rejected(error.Facts, error.Code, error.Detail, error.Description)
        | RateLimited error -> OAuthError.RateLimited(error.Facts, error.Description)
        | SecondFactorRequired error -> OAuthError.SecondFactorRequired(error.Facts, error.Challenge)
        | Unavailable error -> OAuthError.Unavailable(error.Facts, error.Code, error.Detail, error.Description)
        | MalformedReply error -> OAuthError.MalformedReply(error.Facts, error.Where, error.Problem))

    callbacks
    |> comeApartAs (function
        | AuthorizationCallback.GrantedCode code -> AuthorizationCallback.GrantedCode code
        | AuthorizationCallback.GrantedToken token -> AuthorizationCallback.GrantedToken token
        | AuthorizationCallback.Denied -> AuthorizationCallback.Denied
        | AuthorizationCallback.Rejected(code, Some description) -> AuthorizationCallback.Rejected(code, description)
        | AuthorizationCallback.Rejected(code, None) -> AuthorizationCallback.Rejected code
        | AuthorizationCallback.Forged -> AuthorizationCallback.Forged
        | AuthorizationCallback.Malformed error -> AuthorizationCallback.Malformed error)

    sourceErrors
    |> comeApartAs (function
        | TokenSourceError.Exchange error -> TokenSourceError.Exchange error
        | TokenSourceError.SignInAgain reason -> TokenSourceError.SignInAgain reason
        | TokenSourceError.CoolingDown until -> TokenSourceError.CoolingDown until
        | TokenSourceError.Store(problem, detail) -> TokenSourceError.Store(problem, detail)
        | TokenSourceError.LockLost -> TokenSourceError.LockLost
        | TokenSourceError.Undecided since -> TokenSourceError.Undecided since)
