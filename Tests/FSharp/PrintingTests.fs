/// F# prints with %A, which looks inside its own types and into sequences. A value of ours is neither: it prints what its ToString gives,
/// and that this shows no secret, the tests of Core prove.
module PodioOAuth.Functional.FSharp.Tests.PrintingTests

open System
open System.Collections
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.Serving
open PodioOAuth.Functional.FSharp.Tests.Sample

let private values: obj list = [
    yield! grants |> Seq.cast<obj>
    yield! errors |> Seq.cast<obj>
    yield! sourceErrors |> Seq.cast<obj>
    yield! callbacks |> Seq.cast<obj>
    secret
    client
    request
    encoded
    token
    tokenReply
    facts
    ServerText secretText
    ServerCode(secretText + "!")
    PodioScope.All
    SavedLogin(token, requestedAt)
    AuthorizationRequest("my-client", "https://app.example.com/cb", secret)
    SecondFactorChallenge(secret).WithOneTimeCode secret
    OAuthError.Rejected(facts, ServerCode(secretText + "!")).ToError()
    ReceivedRequest("POST", "/oauth/token", "text/plain", Secret("Basic " + secretText), encoded.AsMemory())
]

/// Blanks do not count: %A breaks lines where it likes.
let private dense (text: string) =
    text |> String.filter (Char.IsWhiteSpace >> not)

[<Fact>]
let ``percent A prints what ToString returns, alone and within F#'s own types`` () =
    for value in values do
        let text = dense (string value)
        $"%A{value}" |> dense |> shouldBe text

        for within in [ $"%A{Some value}"; $"%A{[ value ]}"; $"%A{(value, 1)}"; $"%A{(Ok value: Result<obj, OAuthError>)}" ] do
            Assert.Contains(text, dense within)
            Assert.DoesNotContain(secretText, within)

[<Fact>]
let ``no public type is a sequence or an F# type, whose content percent A would print`` () =
    [| typeof<Token>; typeof<TokenSource> |]
    |> Array.collect _.Assembly.GetExportedTypes()
    |> Array.filter (fun kind ->
        typeof<IEnumerable>.IsAssignableFrom kind
        || kind.IsDefined(typeof<CompilationMappingAttribute>, false)
        || kind.IsDefined(typeof<StructuredFormatDisplayAttribute>, false))
    |> Assert.Empty

[<Fact>]
let ``percent A of the result of a pattern shows no secret`` () =
    for grant in grants do
        Assert.DoesNotContain(secretText, $"%A{(|AuthorizationCode|Password|App|RefreshToken|) grant}")

    for callback in callbacks do
        Assert.DoesNotContain(
            secretText,
            $"%A{AuthorizationCallback.(|GrantedCode|GrantedToken|Denied|Rejected|Forged|Malformed|) callback}"
        )
