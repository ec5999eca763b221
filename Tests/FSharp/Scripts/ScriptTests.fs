/// Runs every script of Examples/Scripts. This class and FailingScriptTests run one script after the other: two at a time, no more.
module PodioOAuth.Functional.FSharp.Tests.ScriptTests

open System.IO
open System.Text.RegularExpressions
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

/// What each script prints.
let private printed =
    Map [
        "app.fsx", [ "reference  app 654321"; "lifetime   08:00:00"; "scope      none" ]
        "authorization-code.fsx", [ "reference  user 2043311"; "lifetime   08:00:00"; "scope      global:all" ]
        "compose.fsx", [ "reference  user 2043311"; "lifetime   08:00:00"; "scope      global:all" ]
        "password.fsx", [ "reference  user 2043311"; "lifetime   08:00:00"; "scope      global:all" ]
        "refresh-token.fsx",
        [
            "reference  user 2043311"
            "lifetime   08:00:00"
            "scope      global:all"
            "renewed    True"
        ]
        "stay-signed-in.fsx", [ "signed in  yes, by a code"; "reference  user 2043311"; "requests   1" ]
    ]

let private existing =
    Directory.GetFiles(Fsi.folder, "*.fsx")
    |> Seq.map Path.GetFileName
    |> List.ofSeq
    |> List.sort

/// Whether a text holds a secret of the sample Podio, or anything as long as a token.
let showsSecret (text: string) =
    let known = [
        SamplePodio.Client.ClientSecret
        SamplePodio.Password
        SamplePodio.AppToken
        yield! SamplePodio.Codes
    ]

    known |> List.exists (fun secret -> text.Contains(secret.Reveal()))
    || Regex.IsMatch(text, "[A-Za-z0-9]{20}")

let scripts = TheoryData<string>(printed.Keys)

[<Fact>]
let ``every script is run`` () =
    existing |> shouldBe (printed.Keys |> List.ofSeq)

[<Theory; MemberData(nameof scripts)>]
let ``the script prints what it was granted, and no secret`` (name: string) =
    task {
        let! run = Path.Combine(Fsi.folder, name) |> Fsi.run
        run.Errors |> shouldBe []
        run.Output |> shouldBe printed[name]
        run.ExitCode |> shouldBe 0
        run.Output |> List.exists showsSecret |> shouldBe false
    }

[<Fact>]
let ``a login outlives the script that began it`` () =
    task {
        let parent = Directory.CreateTempSubdirectory "store"
        let store = Path.Combine(parent.FullName, "logins")
        let script = Path.Combine(Fsi.folder, "stay-signed-in.fsx")

        try
            let! first = Fsi.runWith store script
            let! second = Fsi.runWith store script
            first.Output |> shouldBe printed["stay-signed-in.fsx"]

            second.Output
            |> shouldBe [
                "signed in  no, the login was stored"
                "reference  user 2043311"
                "requests   0"
            ]
        finally
            parent.Delete(recursive = true)
    }

[<Fact>]
let ``a script that refers to LanguageExt as well has the bridge, and every module beside the type of its name`` () =
    task {
        let! run =
            """
#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
#r "lib/LanguageExt.Core.dll"
open PodioOAuth.Functional

match TokenRequest.Validate null |> Either.toResult with
| Error(InvalidInput fields) -> printfn $"{fields.Length}"
| other -> printfn $"{other}"

match RetryAfter.At System.DateTimeOffset.UnixEpoch with
| RetryAfter.At instant -> printfn $"{instant.Year}"
| RetryAfter.After _
| RetryAfter.Unknown -> printfn "no instant"
"""
            |> Fsi.runText

        run.Errors |> shouldBe []
        run.Output |> shouldBe [ "1"; "1970" ]
    }

[<Theory; MemberData(nameof scripts)>]
let ``the script opens one namespace and refers to lib/ alone`` (name: string) =
    let lines = Path.Combine(Fsi.folder, name) |> File.ReadAllLines |> List.ofArray

    let starting (start: string) =
        lines |> List.filter _.StartsWith(start)

    starting "open " |> shouldBe [ "open PodioOAuth.Functional" ]

    starting "#"
    |> shouldBe [
        "#r \"lib/PodioOAuth.Functional.dll\""
        "#r \"lib/PodioOAuth.Functional.FSharp.dll\""
        "#r \"lib/PodioOAuth.Functional.InMemory.dll\""
        if name = "stay-signed-in.fsx" then
            "#r \"lib/PodioOAuth.Functional.Renewal.dll\""
    ]

[<Fact>]
let ``the search for secrets finds a token`` () =
    task {
        let podio = InMemoryPodio(SamplePodio.State System.DateTimeOffset.UtcNow).Transport
        let grant = Grant.Password(SamplePodio.Username, SamplePodio.Password)

        match! Podio.requestToken podio (TokenRequest(SamplePodio.Client, grant)) with
        | Ok token ->
            for secret in
                [
                    token.AccessToken
                    nonNull token.RefreshToken
                    SamplePodio.Password
                    SamplePodio.Codes[0]
                ] do
                Assert.True(showsSecret $"token  {secret.Reveal()}.", "a secret went unseen")
        | Error error -> failwith (OAuthError.describe error)
    }

[<Fact>]
let ``a script puts a token on a call, of HttpClient and of Flurl`` () =
    task {
        let! run =
            """
#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
#r "lib/PodioOAuth.Functional.HttpClient.dll"
#r "lib/PodioOAuth.Functional.Flurl.dll"
#r "lib/Flurl.dll"
#r "lib/Flurl.Http.dll"
open System.Net.Http
open Flurl.Http
open PodioOAuth.Functional

let token = Token(Secret "made-up", "bearer", System.Nullable(), null, TokenReference.None, null)
let call = (new HttpRequestMessage(HttpMethod.Get, "https://api.podio.com/user/status")).WithPodioToken(token)
let flurl = (new FlurlClient()).Request("https://api.podio.com/user/status").WithPodioToken(token)

printfn "%O" call.Headers.Authorization
printfn "%s" (flurl.Headers.FirstOrDefault "Authorization")
printfn "%s" (Token.revealAuthorizationHeader token)
"""
            |> Fsi.runText

        run.Errors |> shouldBe []
        run.Output |> shouldBe (List.replicate 3 "OAuth2 made-up")
    }
