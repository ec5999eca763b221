/// The face has no logic: each function gives what the member gives that it stands for. That this is right, the tests of Core prove.
module PodioOAuth.Functional.FSharp.Tests.WiringTests

open System
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.Serving
open PodioOAuth.Functional.FSharp.Tests.Sample

let private challenge = SecondFactorChallenge "n0nc3"
let private answer = challenge.WithOneTimeCode secret
let private noAnswer = challenge.WithOneTimeCode(Secret "")

let private answerForm = SecondFactorRequest.encode answer |> ok

let private received (form: FormRequest) =
    ReceivedRequest("POST", form.Path, form.ContentType, null, form.AsMemory())

let private astray = ReceivedRequest("GET", "/nowhere", null, null, bytes "")

let private space = PodioScope.Of [ ScopeItem.Space(ScopePermission.All, 42L) ]

let private ask = AuthorizationRequest("my-client", "https://app.example.com/cb", secret)

let private askForSpace =
    AuthorizationRequest("my-client", "https://app.example.com/cb", secret, AuthorizationResponseType.Code, space)

let private nothing = AuthorizationRequest(null, null, null)
let private query = $"?code=c0de&state={secretText}"
let private fragment = $"#error=access_denied&state={secretText}"
let private api = "https://api.example.com"
let private scopes: (string | null) list = [ "space_42:all"; "user:add"; null ]
let private addresses: (string | null) list = [ api; "http://api.example.com"; null ]

let private json (status: int) body =
    HttpReply(status, "application/json", bytes body)

let private calls = [
    json 204 ""
    json 403 """{"error":"forbidden"}"""
    json 401 """{"error":"unauthorized","error_description":"expired_token"}"""
]

let private field name =
    FieldError(name, FieldProblem.Custom, $"{name} is for staff alone.")

let private fullFacts =
    ReplyFacts(429, RequestId = ServerCode "req-1", AuthenticateError = ServerCode "expired_token", RateLimit = RateLimit(1000, 999))

let private requests = [ request; invalidRequest ]
let private answers = [ answer; noAnswer ]
let private forms = [ encoded; answerForm ]
let private arrivals = [ received encoded; received answerForm; astray ]
let private tokens = [ token; bareToken ]
let private someFacts = [ fullFacts; ReplyFacts 429 ]

let private noLogin = SavedLogin(Token(Secret "", "bearer", Nullable(), null, TokenReference.None, null), requestedAt)

let private result either = Either.toResult either
let private option value = Option.ofObj value

/// The function's name; what it gives for each value; and what it should.
let private row (name: string) face expected values = [ for value in values -> name, box (face value), box (expected value) ]

/// The same for one value.
let private one name given expected =
    row name (fun () -> given) (fun () -> expected) [ () ]

let private rows =
    List.concat [
        row "TokenRequest.validate" TokenRequest.validate (TokenRequest.Validate >> result) requests
        row "TokenRequest.encode" TokenRequest.encode (TokenRequest.Encode >> result) requests
        row "TokenRequest.decode" TokenRequest.decode (fun form -> TokenRequest.Decode form |> result) forms
        row "TokenRequest.decodeReceived" TokenRequest.decodeReceived (fun it -> TokenRequest.Decode it |> result) arrivals
        row "TokenRequest.withFormat" (fun it -> TokenRequest.withFormat it request) (fun it -> TokenRequest(client, request.Grant, it)) [
            WireFormat.Json
        ]
        one "SecondFactorRequest.ofOneTimeCode" (challenge |> SecondFactorRequest.ofOneTimeCode secret) answer
        one
            "SecondFactorRequest.ofRecoveryCode"
            (challenge |> SecondFactorRequest.ofRecoveryCode secret)
            (challenge.WithRecoveryCode secret)
        row "SecondFactorRequest.validate" SecondFactorRequest.validate (SecondFactorRequest.Validate >> result) answers
        row "SecondFactorRequest.encode" SecondFactorRequest.encode (SecondFactorRequest.Encode >> result) answers
        row "SecondFactorRequest.decode" SecondFactorRequest.decode (fun form -> SecondFactorRequest.Decode form |> result) forms
        row
            "SecondFactorRequest.decodeReceived"
            SecondFactorRequest.decodeReceived
            (fun it -> SecondFactorRequest.Decode it |> result)
            arrivals
        row "PodioScope.parse" PodioScope.parse (PodioScope.Parse >> result) scopes
        one "PodioScope.covers" (PodioScope.All |> PodioScope.covers space, space |> PodioScope.covers PodioScope.All) (true, false)
        row "AuthorizationRequest.scope" AuthorizationRequest.scope (_.Scope >> option) [ ask; askForSpace ]
        one "AuthorizationRequest.withScope" (ask |> AuthorizationRequest.withScope space) askForSpace
        row "AuthorizationRequest.validate" AuthorizationRequest.validate (AuthorizationRequest.Validate >> result) [ ask; nothing ]
        row "AuthorizationRequest.toUri" (AuthorizationRequest.toUri PodioEndpoint.Default) (_.ToUri(PodioEndpoint.Default) >> result) [
            askForSpace
            nothing
        ]
        one "AuthorizationCallback.parse" (AuthorizationCallback.parse secret query null) (AuthorizationCallback.GrantedCode "c0de")
        one "AuthorizationCallback.parse" (AuthorizationCallback.parse secret null fragment) AuthorizationCallback.Denied
        one
            "AuthorizationCallback.parseAddress"
            (AuthorizationCallback.parseAddress secret (api + query))
            (AuthorizationCallback.GrantedCode "c0de")
        row
            "AuthorizationCallback.toRedirect"
            (AuthorizationCallback.toRedirect ask)
            (_.ToRedirect(ask.RedirectUri, ask.State, ask.ResponseType) >> result)
            callbacks
        row "AuthorizationCallback.describe" AuthorizationCallback.describe _.Describe() callbacks
        row "PodioEndpoint.create" PodioEndpoint.create (PodioEndpoint.Create >> result) addresses
        row
            "PodioEndpoint.createWith"
            (fun page -> api |> PodioEndpoint.createWith page)
            (fun page -> PodioEndpoint.Create(api, page) |> result)
            [ "https://example.com/agree"; "/agree" ]
        row "TokenReply.parse" TokenReply.parse (TokenReply.Parse >> result) [
            tokenReply
            json 400 """{"error":"invalid_grant"}"""
            json 200 "{"
        ]
        row "ApiReply.errorOf" ApiReply.errorOf (ApiReply.ErrorOf >> option) calls
        one "ApiReply.isTokenRejected" (calls |> List.choose ApiReply.errorOf |> List.map ApiReply.isTokenRejected) [ false; true ]
        row "ApiReply.parseScope" ApiReply.parseScope (ApiReply.ParseScope >> result) [
            json 200 """{"scope":"global:all"}"""
            json 200 "[]"
        ]
        row "Token.lifetime" Token.lifetime (_.Lifetime >> Option.ofNullable) tokens
        row "Token.refreshToken" Token.refreshToken (_.RefreshToken >> option) tokens
        row "Token.scope" Token.scope (_.Scope >> option) tokens
        row "Token.expiresAt" (Token.expiresAt requestedAt) (_.ExpiresAt(requestedAt) >> Option.ofNullable) tokens
        one "Token.isExpired" [ for hours in [ -9.; 7.9; 8. ] -> token |> Token.isExpired requestedAt (requestedAt.AddHours hours) ] [
            false
            false
            true
        ]
        row "Token.renewedBy" (Token.renewedBy token) _.RenewedBy(token) [ bareToken ]
        row "Token.renewedBy" (Token.renewedBy bareToken) _.RenewedBy(bareToken) [ token ]
        one "Token.revealAuthorizationHeader" (Token.revealAuthorizationHeader token) $"OAuth2 {secretText}"
        one "OAuthError.invalidInput" (OAuthError.invalidInput (field "a") [ field "b" ]) (OAuthError.InvalidInput [ field "a"; field "b" ])
        row "OAuthError.describe" OAuthError.describe _.Describe() errors
        row "OAuthError.facts" OAuthError.facts (_.Facts >> option) errors
        row "OAuthError.retryAdvice" (OAuthError.retryAdvice grants[0]) _.RetryAdvice(grants[0]) errors
        row "OAuthError.retryAdvice" (OAuthError.retryAdvice request.Grant) _.RetryAdvice(request.Grant) errors
        row "OAuthError.retryAdviceForSecondFactor" (OAuthError.retryAdviceForSecondFactor answer) _.RetryAdvice(answer) errors
        row "TokenSourceError.describe" TokenSourceError.describe _.Describe() sourceErrors
        row
            "RetryAfter.waitFrom"
            (RetryAfter.waitFrom requestedAt (requestedAt.AddSeconds 10.))
            (_.WaitFrom(requestedAt, requestedAt.AddSeconds 10.) >> Option.ofNullable)
            [ facts.RetryAfter; RetryAfter.Unknown ]
        row "ReplyFacts.requestId" ReplyFacts.requestId (_.RequestId >> option) someFacts
        row "ReplyFacts.authenticateError" ReplyFacts.authenticateError (_.AuthenticateError >> option) someFacts
        row "ReplyFacts.rateLimit" ReplyFacts.rateLimit (_.RateLimit >> option) someFacts
        row "SavedLogin.validate" SavedLogin.validate (SavedLogin.Validate >> result) [ SavedLogin(token, requestedAt); noLogin ]
    ]

let names = rows |> List.map (fun (name, _, _) -> name) |> Set.ofList

[<Fact>]
let ``each function returns what its member returns`` () =
    for name, given, expected in rows do
        Assert.True((given = expected), $"{name}: %A{given} instead of %A{expected}")

[<Fact>]
let ``texts become secrets as arguments, and a variable that is not set is a field error`` () =
    let variable = Environment.GetEnvironmentVariable "PODIO_NOT_SET_ANYWHERE"

    let request = TokenRequest(ClientCredentials("my-client", secretText), Grant.Password("jane", variable))

    request.Client |> shouldBe client

    match TokenRequest.validate request with
    | Error(InvalidInput [ field ]) -> (field.Field, field.Problem) |> shouldBe (FieldNames.Password, FieldProblem.Missing)
    | other -> failwith $"%A{other}"
