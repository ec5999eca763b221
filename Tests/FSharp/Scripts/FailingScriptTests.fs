/// What scripts do when something is wrong: each script again, with one thing in it changed.
module PodioOAuth.Functional.FSharp.Tests.FailingScriptTests

open System.IO
open Xunit
open PodioOAuth.Functional.FSharp.Tests.Sample

let private textOf name =
    Path.Combine(Fsi.folder, name) |> File.ReadAllText

/// The script, what to change in it, and what it says then.
let changes: TheoryData<string, string, string, string> =
    let data = TheoryData<string, string, string, string>()
    let unknownClient = "Podio rejected the request: invalid_client"

    for name in [ "app.fsx"; "compose.fsx"; "refresh-token.fsx" ] do
        data.Add(name, "SamplePodio.Client", "ClientCredentials(\"nobody\", Secret \"wrong\")", unknownClient)

    data.Add("password.fsx", "SamplePodio.Username", "\"\"", "username is empty.")
    data.Add("stay-signed-in.fsx", "SamplePodio.Codes[0]", "(Secret \"wrong\")", "Podio refused the authorization code: sign in again.")
    data.Add("authorization-code.fsx", "SamplePodio.Codes[0]", "(Secret \"wrong\")", "Sign in again, for a new code.")
    data

[<Theory; MemberData(nameof changes)>]
let ``a script that meets an error says so and exits with 1`` (name: string) (before: string) (after: string) (says: string) =
    task {
        let text = textOf name
        Assert.Contains(before, text)

        let! run = text.Replace(before, after) |> Fsi.runText
        run.ExitCode |> shouldBe 1
        run.Output |> shouldBe []
        run.Errors |> List.exists _.StartsWith(says) |> shouldBe true
        run.Errors |> List.exists ScriptTests.showsSecret |> shouldBe false
    }

[<Fact>]
let ``a match that leaves out a case of any pattern is FS0025`` () =
    task {
        let! run =
            """
#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
open PodioOAuth.Functional

let grant grant =
    match grant with
    | AuthorizationCode _ | Password _ | App _ -> ()

let error error =
    match error with
    | InvalidInput _ | Unreachable _ | Rejected _ | RateLimited _ | SecondFactorRequired _ | Unavailable _ -> ()

let reference reference =
    match reference with
    | TokenReference.User _ | TokenReference.App _ | TokenReference.Other _ -> ()

let retryAfter retryAfter =
    match retryAfter with
    | RetryAfter.After _ | RetryAfter.At _ -> ()

let advice advice =
    match advice with
    | RetryAdvice.Safe _ | RetryAdvice.Ambiguous _ -> ()

let factor factor =
    match factor with
    | SecondFactor.OneTimeCode _ -> ()

let callback callback =
    match callback with
    | AuthorizationCallback.GrantedCode _ | AuthorizationCallback.Denied | AuthorizationCallback.Forged -> ()

let sourceError error =
    match error with
    | TokenSourceError.Exchange _ | TokenSourceError.SignInAgain _ | TokenSourceError.Store _ | TokenSourceError.LockLost -> ()

exit 3
"""
            |> Fsi.runText

        run.ExitCode |> shouldBe 3

        run.Errors
        |> List.filter _.Contains("FS0025: Incomplete pattern matches")
        |> List.length
        |> shouldBe 8
    }
