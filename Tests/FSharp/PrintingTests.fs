/// F# prints with %A, which looks inside values: no public type may show a secret by it.
module PodioOAuth.Functional.FSharp.Tests.PrintingTests

open PodioOAuth.Functional.Serving
open System
open System.Collections.Generic
open System.Text
open System.Text.Json.Serialization
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

/// At least one of each; where a type has cases, each case.
let private instances: obj list = [
    for grant in grants do
        grant
    for error in errors do
        error
    for error in sourceErrors do
        error
    for callback in callbacks do
        callback
    AuthorizationRequest("my-client", "https://app.example.com/cb", secret)
    PodioScope.All
    PodioScope.All.Items[0]
    SavedLogin(token, requestedAt)
    RenewalPolicy.Default
    TokenReference.User 1L
    TokenReference.App 1L
    TokenReference.Create(secretText + "!", secretText + "!")
    TokenReference.None
    RetryAfter.After TimeSpan.Zero
    RetryAfter.At DateTimeOffset.UnixEpoch
    RetryAfter.Unknown
    RetryAdvice.Safe RetryAfter.Unknown
    RetryAdvice.Useless
    RetryAdvice.Ambiguous RetryAfter.Unknown
    secret
    client
    request
    encoded
    token
    tokenReply
    facts
    FieldError("password", FieldProblem.Empty, "password is empty.")
    OAuthError.Rejected(facts, ServerCode(secretText + "!")).ToError()
    TokenSourceError.LockLost.ToError()
    RateLimit(1, 1)
    ServerText secretText
    ServerCode(secretText + "!")
    PodioEndpoint.Default
    SecondFactorChallenge secret
    SecondFactorChallenge(secret).WithOneTimeCode secret
    SecondFactor.OneTimeCode secret
    SecondFactor.RecoveryCode secret
    ReceivedRequest("POST", "/oauth/token", "text/plain", Secret("Basic " + secretText), encoded.AsMemory())
]

/// The secret as text, as base64, as %A prints its bytes, and as it prints its characters.
let private forms = [
    secretText
    Convert.ToBase64String(Encoding.UTF8.GetBytes secretText)
    String.Join("uy;", Encoding.UTF8.GetBytes secretText)
    String.Join("';'", secretText.ToCharArray())
]

/// Blanks do not count: %A breaks lines where it likes.
let private leaks (printed: string) =
    let dense = printed |> String.filter (Char.IsWhiteSpace >> not)

    forms |> List.exists (fun form -> dense.Contains(form, StringComparison.OrdinalIgnoreCase))

[<Fact>]
let ``there is an instance of every public type`` () =
    let isValue (kind: Type) =
        kind.IsClass
        && not kind.IsAbstract
        && not (kind.IsSubclassOf typeof<Delegate>)
        && not (kind.IsSubclassOf typeof<JsonConverter>)

    let missing = HashSet(typeof<Token>.Assembly.GetExportedTypes() |> Array.filter isValue)

    missing.ExceptWith(instances |> List.map _.GetType())
    Assert.Empty missing

[<Fact>]
let ``percent A and percent O of every public type show no secret`` () =
    for instance in instances do
        let texts = [
            $"%A{instance}"
            $"%O{instance}"
            $"%A{Some instance}"
            $"%A{[ instance; instance ]}"
            $"%A{(instance, 1)}"
            $"%A{(Ok instance: Result<obj, OAuthError>)}"
            $"%A{Map [ 1, instance.ToString() ]}"
        ]

        for text in texts do
            Assert.False(leaks text, instance.GetType().Name + " shows a secret")

[<Fact>]
let ``percent A of what a pattern gives shows no secret`` () =
    for grant in grants do
        Assert.False(leaks $"%A{(|AuthorizationCode|Password|App|RefreshToken|) grant}", grant.GetType().Name)

    for error in errors do
        let case = (|InvalidInput|Unreachable|Rejected|RateLimited|SecondFactorRequired|Unavailable|MalformedReply|) error

        Assert.False(leaks $"%A{case}", error.GetType().Name)

    for callback in callbacks do
        Assert.False(leaks $"%A{AuthorizationCallback.(|GrantedCode|GrantedToken|Denied|Rejected|Forged|Malformed|) callback}")

[<Fact>]
let ``the search finds a secret that was revealed`` () =
    let revealed = secret.Reveal()

    for printed in
        [
            $"%A{revealed}"
            $"%A{Some {| Token = revealed |}}"
            $"%A{Encoding.UTF8.GetBytes revealed}"
            $"%A{revealed.ToCharArray()}"
            $"%A{Convert.ToBase64String(Encoding.UTF8.GetBytes revealed)}"
            $"%A{Encoding.UTF8.GetString(encoded.ToBytes())}"
        ] do
        Assert.True(leaks printed, printed)
