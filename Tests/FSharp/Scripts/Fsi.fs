/// Runs scripts by dotnet fsi, as a reader would.
module PodioOAuth.Functional.FSharp.Tests.Fsi

open System
open System.Diagnostics
open System.IO
open System.Threading

type Run = {
    ExitCode: int
    Output: string list
    Errors: string list
}

/// Longer than any machine needs; a script that meets it has hung.
let private patience = TimeSpan.FromMinutes 10.

/// Examples/Scripts, found from the solution above the test's assembly.
let folder =
    let rec below (directory: DirectoryInfo | null) =
        match directory with
        | null -> failwith "No PodioOAuth.Functional.sln above the tests."
        | directory when File.Exists(Path.Combine(directory.FullName, "PodioOAuth.Functional.sln")) ->
            Path.Combine(directory.FullName, "Examples", "Scripts")
        | directory -> below directory.Parent

    below (DirectoryInfo AppContext.BaseDirectory)

let private linesOf (text: string) =
    text.Split('\n', StringSplitOptions.RemoveEmptyEntries ||| StringSplitOptions.TrimEntries)
    |> List.ofArray

let private dotnet =
    Environment.GetEnvironmentVariable "DOTNET_HOST_PATH"
    |> Option.ofObj
    |> Option.defaultValue "dotnet"

/// Runs a script file, which keeps what it keeps in the folder given.
let runWith (store: string) (script: string) =
    task {
        let start = ProcessStartInfo(dotnet, [ "fsi"; script ])
        start.RedirectStandardOutput <- true
        start.RedirectStandardError <- true
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] <- "en"
        start.Environment["PODIO_STORE"] <- store
        use fsi = nonNull (Process.Start start)
        use timeout = new CancellationTokenSource(patience)

        try
            let output = fsi.StandardOutput.ReadToEndAsync timeout.Token
            let errors = fsi.StandardError.ReadToEndAsync timeout.Token
            do! fsi.WaitForExitAsync timeout.Token
            let! output = output
            let! errors = errors

            return {
                ExitCode = fsi.ExitCode
                Output = linesOf output
                Errors = linesOf errors
            }
        finally
            if not fsi.HasExited then
                fsi.Kill(entireProcessTree = true)
    }

/// Runs a script file, with nothing kept before or after.
let run (script: string) =
    task {
        let store = Directory.CreateTempSubdirectory "store"

        try
            return! runWith (Path.Combine(store.FullName, "logins")) script
        finally
            store.Delete(recursive = true)
    }

/// Runs a text as a script, from a folder of its own: what it refers to in lib/ it finds all the same.
let runText (text: string) =
    task {
        let elsewhere = Directory.CreateTempSubdirectory "scripts"

        try
            let script = Path.Combine(elsewhere.FullName, "script.fsx")
            File.WriteAllText(script, text.Replace("#r \"lib/", $"#r @\"{folder}/lib/"))
            return! run script
        finally
            elsewhere.Delete(recursive = true)
    }
