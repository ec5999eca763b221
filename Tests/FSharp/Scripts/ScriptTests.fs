/// What the scripts of Examples/Scripts print, and what they say when something is wrong.
module PodioOAuth.Functional.FSharp.Tests.ScriptTests

open System.IO
open System.Text.RegularExpressions
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample
open PodioOAuth.Functional.Support

let private user = [ "reference  user 2043311"; "lifetime   08:00:00"; "scope      global:all" ]
let private staySignedIn = "stay-signed-in.fsx"

/// What each script prints.
let private printed =
    Map [
        "app.fsx", [ "reference  app 654321"; "lifetime   08:00:00"; "scope      none" ]
        "authorization-code.fsx", user
        "compose.fsx", user
        "password.fsx", user
        "refresh-token.fsx", user @ [ "renewed    True" ]
        staySignedIn, [ "signed in  yes, by a code"; "reference  user 2043311"; "requests   1" ]
    ]

let private unknownClient name =
    name, "SamplePodio.Client", "ClientCredentials(\"nobody\", Secret \"wrong\")", "Podio rejected the request: invalid_client"

/// The script, what to change in it, and what it says then.
let private changes = [
    unknownClient "app.fsx"
    unknownClient "compose.fsx"
    unknownClient "refresh-token.fsx"
    "password.fsx", "SamplePodio.Username", "\"\"", "username is empty."
    "authorization-code.fsx", "SamplePodio.Codes[0]", "(Secret \"wrong\")", "Sign in again, for a new code."
    staySignedIn, "SamplePodio.Codes[0]", "(Secret \"wrong\")", "Podio rejected the authorization code. Sign in again."
]

let private pathOf name = Path.Combine(Fsi.folder, name)
let private textOf name = File.ReadAllText(pathOf name)

let private changed (name, before: string, after: string, _) =
    let text = textOf name
    Assert.Contains(before, text)
    text.Replace(before, after)

/// Whether a text holds a secret of the sample Podio, or anything as long as a token.
let private showsSecret (text: string) =
    let known = [ SamplePodio.Client.ClientSecret; SamplePodio.Password; SamplePodio.AppToken; yield! SamplePodio.Codes ]

    known |> List.exists (fun secret -> text.Contains(secret.Reveal())) || Regex.IsMatch(text, "[A-Za-z0-9]{20}")

let private succeeds output (run: Fsi.Run) =
    run
    |> shouldBe {
        ExitCode = 0
        Output = output
        Errors = []
    }

    output |> List.exists showsSecret |> shouldBe false

let private fails (_, _, _, says: string) (run: Fsi.Run) =
    (run.ExitCode, run.Output) |> shouldBe (1, [])
    run.Errors |> List.exists _.StartsWith(says) |> shouldBe true
    run.Errors |> List.exists showsSecret |> shouldBe false

let private withLanguageExt =
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

let private calls =
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

let private incomplete =
    """
#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
open PodioOAuth.Functional

let grant = function AuthorizationCode _ | Password _ | App _ -> ()
let error = function InvalidInput _ | Unreachable _ | Rejected _ | RateLimited _ | SecondFactorRequired _ | Unavailable _ -> ()
let reference = function TokenReference.User _ | TokenReference.App _ | TokenReference.Other _ -> ()
let retryAfter = function RetryAfter.After _ | RetryAfter.At _ -> ()
let advice = function RetryAdvice.Safe _ | RetryAdvice.Ambiguous _ -> ()
let factor = function SecondFactor.OneTimeCode _ -> ()
let callback = function AuthorizationCallback.GrantedCode _ | AuthorizationCallback.Denied | AuthorizationCallback.Forged -> ()
let source =
    function
    | TokenSourceError.Exchange _ | TokenSourceError.SignInAgain _ | TokenSourceError.Store _ | TokenSourceError.LockLost -> ()
"""

let private warnsOfEach count (run: Fsi.Run) =
    run.Errors |> List.filter _.Contains("FS0025: Incomplete pattern matches") |> List.length |> shouldBe count

let private nameOf (page: Page) =
    Regex.Replace(page.Name, "[^A-Za-z]", "")

/// A program of a page, as a module of its own: it finds no name of another one.
let private ofPage (program: PageBlock) =
    let lines = program.Text.TrimEnd().Split '\n'

    String.concat "\n" [
        for suffix in [ ""; ".FSharp"; ".InMemory"; ".Renewal"; ".HttpClient" ] do
            $"#r \"lib/PodioOAuth.Functional{suffix}.dll\""

        "#r \"lib/LanguageExt.Core.dll\""
        $"module Line{program.Line}Of{nameOf program.Page} ="

        for line in lines do
            if line = "" then line else $"    {line}"
    ]

let private prints (expected: string) (run: Fsi.Run) =
    Assert.True(run.Errors.IsEmpty && Printed.Is(expected, String.concat "\n" run.Output), $"not\n{expected}\nbut %A{run}")

/// In this order none finds in the session what it does not refer to: all refer to the same but the last ones.
let private cases: (string * string * (Fsi.Run -> unit)) list = [
    let staying, others = changes |> List.partition (fun (name, _, _, _) -> name = staySignedIn)

    for name in printed.Keys do
        if name <> staySignedIn then
            name, textOf name, succeeds printed[name]

    for change in others @ staying do
        let name, before, _, _ = change
        $"{name} with another {before}", changed change, fails change

    staySignedIn, textOf staySignedIn, succeeds printed[staySignedIn]
    "a match that leaves out a case of any pattern is FS0025", incomplete, warnsOfEach 8
    "with LanguageExt there is the bridge, and every module beside the type of its name", withLanguageExt, succeeds [ "1"; "1970" ]
    "a token is put on a call, of HttpClient and of Flurl", calls, succeeds (List.replicate 3 "OAuth2 made-up")

    for page in Page.WithPrograms do
        for struct (program, expected) in page.Programs "fsharp" do
            string program, ofPage program, prints expected
]

let private runs = lazy (cases |> List.map (fun (_, text, _) -> text) |> Fsi.runAll)

let titles = TheoryData<string>(cases |> List.map (fun (title, _, _) -> title))

[<Theory; MemberData(nameof titles)>]
let ``the script prints the granted token, or reports the error and exits with 1, without a secret`` (title: string) =
    task {
        let! runs = runs.Value

        for (name, _, check), run in List.zip cases runs do
            if name = title then
                check run
    }

[<Fact>]
let ``every script is run, opens one namespace and refers only to lib`` () =
    Directory.GetFiles(Fsi.folder, "*.fsx")
    |> Seq.map (Path.GetFileName >> string)
    |> Set.ofSeq
    |> shouldBe (Set.ofSeq printed.Keys)

    for name in printed.Keys do
        let lines = File.ReadAllLines(pathOf name) |> List.ofArray

        let starting (start: string) =
            lines |> List.filter _.StartsWith(start)

        starting "open " |> shouldBe [ "open PodioOAuth.Functional" ]

        starting "#"
        |> shouldBe [
            for suffix in
                [
                    ""
                    ".FSharp"
                    ".InMemory"
                    if name = staySignedIn then
                        ".Renewal"
                ] do
                $"#r \"lib/PodioOAuth.Functional{suffix}.dll\""
        ]

[<Fact>]
let ``the search for secrets finds a token`` () =
    task {
        let grant = Grant.Password(SamplePodio.Username, SamplePodio.Password)

        match! Podio.requestToken (podio ()).Transport (TokenRequest(SamplePodio.Client, grant)) with
        | Ok token ->
            for secret in [ token.AccessToken; nonNull token.RefreshToken; SamplePodio.Password; SamplePodio.Codes[0] ] do
                Assert.True(showsSecret $"token  {secret.Reveal()}.", "a secret went unseen")
        | Error error -> failwith (OAuthError.describe error)
    }
