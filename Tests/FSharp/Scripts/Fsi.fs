/// Runs scripts by dotnet fsi.
module PodioOAuth.Functional.FSharp.Tests.Fsi

open System
open System.Diagnostics
open System.IO
open PodioOAuth.Functional.Support

type Run = {
    ExitCode: int
    Output: string list
    Errors: string list
}

let folder = Path.Combine(Checkout.Root, "Examples", "Scripts")

let private linesOf (text: string) =
    text.Split('\n', StringSplitOptions.RemoveEmptyEntries ||| StringSplitOptions.TrimEntries) |> List.ofArray

let private english (start: ProcessStartInfo) =
    start.Environment["DOTNET_CLI_UI_LANGUAGE"] <- "en"

/// Runs a script file, as a reader would; it keeps what it keeps in the folder given.
let runFile (store: string) (script: string) =
    task {
        let inStore (start: ProcessStartInfo) =
            english start
            start.Environment["PODIO_STORE"] <- store

        let! run = ProcessRun.OfAsync("dotnet", [ "fsi"; script ], inStore)

        return {
            ExitCode = run.ExitCode
            Output = linesOf run.Output
            Errors = linesOf run.Error
        }
    }

let private mark = "-- the end of one"
let private exited = "System.OperationCanceledException: exited with "

/// What a session has instead of the end of its process.
let private exit = $"let exit (code: int) : 'T = raise (System.OperationCanceledException $\"exited with {{code}}.\");;"

let private runOf (output: string) (errors: string) =
    let errors = linesOf errors

    match errors |> List.tryFindIndex _.StartsWith(exited) with
    | Some index -> {
        ExitCode = int (errors[index].Substring(exited.Length).TrimEnd('.'))
        Output = linesOf output
        Errors = List.take index errors
      }
    | None -> {
        ExitCode = 0
        Output = linesOf output
        Errors = errors
      }

/// Runs texts one after the other in one session, for it takes seconds to start one. A text that is not compiled or throws has errors; what
/// one refers to, the next ones have too. Each keeps what it keeps in a folder of its own.
let runAll (texts: string list) =
    task {
        use stores = new TemporaryFolder()

        use fsi =
            RunningProcess.Start(
                "dotnet",
                [ "fsi"; "--quiet"; "--nologo"; "--readline-" ],
                fun start ->
                    english start
                    start.WorkingDirectory <- folder
            )

        do! fsi.WriteLineAsync exit

        for index, text in List.indexed texts do
            do! fsi.WriteLineAsync $"System.Environment.SetEnvironmentVariable(\"PODIO_STORE\", @\"{stores[string index]}\");;"
            do! fsi.WriteLineAsync $"{text}\n;;"
            do! fsi.WriteLineAsync $"System.Console.WriteLine \"{mark}\"; System.Console.Error.WriteLine \"{mark}\";;"

        fsi.CloseInput()
        let! run = fsi.EndAsync()
        let outputs, errors = run.Output.Split mark, run.Error.Split mark
        return List.init texts.Length (fun index -> runOf outputs[index] errors[index])
    }
