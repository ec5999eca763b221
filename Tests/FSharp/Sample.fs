/// Values that the tests share. Nothing here is a real credential.
module PodioOAuth.Functional.FSharp.Tests.Sample

open System
open System.Text
open Xunit
open PodioOAuth.Functional

let shouldBe (expected: 'T) (actual: 'T) = Assert.Equal<'T>(expected, actual)

/// One text for every secret, so that a search for it finds whichever leaked.
let secretText = "Leak4711Marker"

let secret = Secret secretText

let client = ClientCredentials("my-client", secret)

let grants = [
    Grant.AuthorizationCode(secret, "https://example.com/cb")
    Grant.AuthorizationCode secret
    Grant.Password("jane@example.com", secret)
    Grant.App(4711L, secret)
    Grant.RefreshToken secret
]

let request = TokenRequest(client, Grant.App(4711L, secret))

/// Three fields that are wrong: username and password missing, client secret empty.
let invalidRequest = TokenRequest(ClientCredentials("my-client", Secret ""), Grant.Password(null, null))

/// The value of a result that has to have one.
let ok result =
    match result with
    | Ok value -> value
    | Error error -> failwith $"%A{error}"

let encoded = TokenRequest.encode request |> ok

let bytes (text: string) =
    ReadOnlyMemory(Encoding.UTF8.GetBytes text)

let tokenReply =
    HttpReply(
        200,
        "application/json",
        bytes
            $"""{{"access_token":"{secretText}","token_type":"bearer","expires_in":28800,"refresh_token":"{secretText}",
                "ref":{{"type":"app","id":4711}},"scope":"global:all"}}"""
    )

let token = Token(secret, "bearer", TimeSpan.FromHours 8., secret, TokenReference.App 4711L, "global:all")

/// A token of which everything that may be missing is.
let bareToken = Token(secret, "bearer", Nullable(), null, TokenReference.None, null)

let facts = ReplyFacts(400, RequestId = ServerCode "req-1", RetryAfter = RetryAfter.After(TimeSpan.FromSeconds 30.))

let errors = [
    OAuthError.InvalidInput [ FieldError("username", FieldProblem.Missing, "username is missing.") ]
    OAuthError.Unreachable(UnreachableReason.Timeout, true)
    OAuthError.Rejected(facts, ServerCode "invalid_grant", ServerCode "oauth.detail", ServerText secretText)
    OAuthError.RateLimited(facts, ServerText secretText)
    OAuthError.SecondFactorRequired(facts, SecondFactorChallenge secret)
    OAuthError.Unavailable(facts, ServerCode "unavailable", ServerCode "down", ServerText secretText)
    OAuthError.MalformedReply(facts, "$.access_token", MalformedReplyProblem.Missing)
]

let callbacks = [
    AuthorizationCallback.GrantedCode secret
    AuthorizationCallback.GrantedToken token
    AuthorizationCallback.Denied
    AuthorizationCallback.Rejected(ServerCode "invalid_scope", ServerText secretText)
    AuthorizationCallback.Rejected(ServerCode "server_error")
    AuthorizationCallback.Forged
    AuthorizationCallback.Malformed(FieldError(FieldNames.Code, FieldProblem.Duplicate, "code was sent more than once."))
]

let unreachable = OAuthError.Unreachable(UnreachableReason.ConnectionRefused, false)

/// Longer than any machine needs; a test that meets it has hung.
let patience = TimeSpan.FromMinutes 2.

let requestedAt = DateTimeOffset(2026, 8, 11, 9, 0, 0, TimeSpan.Zero)

let sourceErrors = [
    TokenSourceError.Exchange unreachable
    TokenSourceError.SignInAgain SignInReason.NoLogin
    TokenSourceError.CoolingDown requestedAt
    TokenSourceError.Store(StoreProblem.Torn, "the entry can't be read at byte 7")
    TokenSourceError.LockLost
    TokenSourceError.Undecided requestedAt
]

/// A Podio in memory, of its own for whoever asks.
let podio () =
    InMemoryPodio(SamplePodio.State DateTimeOffset.UtcNow)
