/// Scripts as a reader runs them: each a process of its own.
module PodioOAuth.Functional.FSharp.Tests.ScriptFileTests

open System.IO
open Xunit
open PodioOAuth.Functional.FSharp.Tests.Sample
open PodioOAuth.Functional.Support

[<Fact>]
let ``a login outlives the script that started it`` () =
    task {
        use folder = new TemporaryFolder()

        let run () =
            Path.Combine(Fsi.folder, "stay-signed-in.fsx") |> Fsi.runFile folder["logins"]

        let! first = run ()
        let! second = run ()
        first.Output |> shouldBe [ "signed in  yes, by a code"; "reference  user 2043311"; "requests   1" ]
        second.Output |> shouldBe [ "signed in  no, the login was stored"; "reference  user 2043311"; "requests   0" ]
        (first.Errors @ second.Errors, first.ExitCode, second.ExitCode) |> shouldBe ([], 0, 0)
    }

[<Fact>]
let ``a script that meets an error ends with exit code 1`` () =
    task {
        use folder = new TemporaryFolder()
        let text = File.ReadAllText(Path.Combine(Fsi.folder, "app.fsx"))
        let wrong = text.Replace("SamplePodio.AppToken", "Secret \"wrong\"").Replace("#r \"lib/", $"#r @\"{Fsi.folder}/lib/")
        File.WriteAllText(folder["app.fsx"], wrong)
        let! run = Fsi.runFile folder["logins"] folder["app.fsx"]
        (run.ExitCode, run.Output) |> shouldBe (1, [])
        Assert.StartsWith("Podio rejected the request: ", Assert.Single run.Errors)
    }
