/// Every match here has no wildcard: with FS0025 as an error, that it compiles is the proof that the pattern is complete.
module PodioOAuth.Functional.FSharp.Tests.ActivePatternsTests

open System
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

[<Fact>]
let ``a grant comes apart as its factory put it together`` () =
    let rebuild grant =
        match grant with
        | AuthorizationCode(code, Some redirectUri) -> Grant.AuthorizationCode(code, redirectUri)
        | AuthorizationCode(code, None) -> Grant.AuthorizationCode code
        | Password(username, password) -> Grant.Password(username, password)
        | App(appId, appToken) -> Grant.App(appId, appToken)
        | RefreshToken refreshToken -> Grant.RefreshToken refreshToken

    grants |> List.map rebuild |> shouldBe grants

[<Fact>]
let ``each of the seven errors is its own case, with its own record`` () =
    let nameAndRecord error : string * obj =
        match error with
        | InvalidInput fields -> "InvalidInput", fields
        | Unreachable error -> "Unreachable", error
        | Rejected error -> "Rejected", error
        | RateLimited error -> "RateLimited", error
        | SecondFactorRequired error -> "SecondFactorRequired", error
        | Unavailable error -> "Unavailable", error
        | MalformedReply error -> "MalformedReply", error

    let names, records = errors |> List.map nameAndRecord |> List.unzip

    names
    |> shouldBe [
        "InvalidInput"
        "Unreachable"
        "Rejected"
        "RateLimited"
        "SecondFactorRequired"
        "Unavailable"
        "MalformedReply"
    ]

    List.tail records
    |> shouldBe [
        for error in List.tail errors do
            error
    ]

[<Fact>]
let ``an invalid input gives its field errors as a list`` () =
    match TokenRequest.validate invalidRequest with
    | Error(InvalidInput [ username; password; clientSecret ]) ->
        [ username.Field; password.Field; clientSecret.Field ]
        |> shouldBe [ FieldNames.Username; FieldNames.Password; FieldNames.ClientSecret ]
    | other -> failwith $"%A{other}"

[<Fact>]
let ``an error's record is read by the names of its members`` () =
    match OAuthError.Rejected(facts, ServerCode "invalid_grant") with
    | Rejected error when error.Kind = RejectionKind.InvalidGrant ->
        error.Facts.Status |> shouldBe 400
        Option.ofObj error.Detail |> shouldBe None
    | other -> failwith $"%A{other}"

[<Fact>]
let ``a reference comes apart as its factory put it together`` () =
    let rebuild reference =
        match reference with
        | UserReference id -> TokenReference.User id
        | AppReference id -> TokenReference.App id
        | OtherReference(kind, id) -> TokenReference.Create(kind, id)
        | NoReference -> TokenReference.None

    let references = [
        TokenReference.User Int64.MaxValue
        TokenReference.App 4711L
        TokenReference.Create("space", "s-1")
        TokenReference.None
    ]

    references |> List.map rebuild |> shouldBe references

[<Fact>]
let ``a callback comes apart as its factory put it together`` () =
    let rebuild callback =
        match callback with
        | GrantedCodeCallback code -> AuthorizationCallback.GrantedCode code
        | GrantedTokenCallback token -> AuthorizationCallback.GrantedToken token
        | DeniedCallback -> AuthorizationCallback.Denied
        | RefusedCallback(code, Some description) -> AuthorizationCallback.Refused(code, description)
        | RefusedCallback(code, None) -> AuthorizationCallback.Refused code
        | ForgedCallback -> AuthorizationCallback.Forged
        | MalformedCallback error -> AuthorizationCallback.Malformed error

    callbacks |> List.map rebuild |> shouldBe callbacks

[<Fact>]
let ``a retry-after comes apart as its factory put it together`` () =
    let rebuild retryAfter =
        match retryAfter with
        | RetryAfterSpan wait -> RetryAfter.After wait
        | RetryAfterInstant instant -> RetryAfter.At instant
        | RetryAfterUnknown -> RetryAfter.Unknown

    let retryAfters = [
        RetryAfter.After(TimeSpan.FromSeconds 30.)
        RetryAfter.At DateTimeOffset.UnixEpoch
        RetryAfter.Unknown
    ]

    retryAfters |> List.map rebuild |> shouldBe retryAfters

[<Fact>]
let ``retry advice comes apart as its factory put it together`` () =
    let rebuild advice =
        match advice with
        | SafeAdvice retryAfter -> RetryAdvice.Safe retryAfter
        | UselessAdvice -> RetryAdvice.Useless
        | AmbiguousAdvice retryAfter -> RetryAdvice.Ambiguous retryAfter

    let advices = [
        RetryAdvice.Safe RetryAfter.Unknown
        RetryAdvice.Useless
        RetryAdvice.Ambiguous(RetryAfter.After TimeSpan.Zero)
    ]

    advices |> List.map rebuild |> shouldBe advices

[<Fact>]
let ``an error of a source comes apart as its factory put it together`` () =
    let rebuild error =
        match error with
        | ExchangeError error -> TokenSourceError.Exchange error
        | SignInAgainError reason -> TokenSourceError.SignInAgain reason
        | CoolingDownError until -> TokenSourceError.CoolingDown until
        | StoreError(problem, detail) -> TokenSourceError.Store(problem, detail)
        | LockLostError -> TokenSourceError.LockLost
        | UndecidedError since -> TokenSourceError.Undecided since

    sourceErrors |> List.map rebuild |> shouldBe sourceErrors

[<Fact>]
let ``each of the six decisions is its own case`` () =
    let describe decision =
        match decision with
        | UseDecision using when using = login -> "use"
        | UseDecision _ -> "use another"
        | UseAndRenewDecision(using, RefreshToken refreshToken) when using = login && refreshToken = secret -> "use and renew"
        | UseAndRenewDecision _ -> "use and renew another"
        | RenewDecision(RefreshToken refreshToken) when refreshToken = secret -> "renew"
        | RenewDecision _ -> "renew another"
        | StartAgainDecision(App(4711L, _)) -> "start again"
        | StartAgainDecision _ -> "start another"
        | WaitDecision until -> $"wait {until - requestedAt}"
        | GiveUpDecision reason -> $"give up {reason}"

    decisions
    |> List.map describe
    |> shouldBe [
        "use"
        "use and renew"
        "renew"
        "start again"
        "wait 1.00:00:00"
        "give up NoLogin"
    ]

[<Fact>]
let ``a match may give None or unit, which are null at run time`` () =
    let refreshTokenOf grant =
        match grant with
        | RefreshToken refreshToken -> Some refreshToken
        | AuthorizationCode _
        | Password _
        | App _ -> None

    grants
    |> List.map refreshTokenOf
    |> shouldBe [ None; None; None; None; Some secret ]

    let nothing =
        match unreachable with
        | Unreachable _ -> ()
        | error -> failwith (OAuthError.describe error)

    nothing |> shouldBe ()
