// A script that stays signed in from run to run: a code the first time, the stored login from then on, renewed before it ends.
//
//   dotnet build Examples/Scripts                  once: it fills lib/
//   dotnet fsi Examples/Scripts/stay-signed-in.fsx

#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
#r "lib/PodioOAuth.Functional.InMemory.dll"
#r "lib/PodioOAuth.Functional.Renewal.dll"

open PodioOAuth.Functional

// A Podio in memory, with a client, a user and an app that are made up. No network is involved.
let podio = InMemoryPodio(SamplePodio.State System.DateTimeOffset.UtcNow)

// Where the login is kept: in a folder of the user's own, of which nobody else may read a thing.
let folder =
    System.Environment.GetEnvironmentVariable "PODIO_STORE"
    |> Option.ofObj
    |> Option.defaultWith (fun () ->
        let data =
            System.Environment.GetFolderPath System.Environment.SpecialFolder.LocalApplicationData

        System.IO.Path.Combine(data, "podio-oauth-example"))

let store = FileTokenStore folder

let source =
    TokenSource.SignedIn(podio.Transport.ToTokenExchange(), SamplePodio.Client, "me", options = TokenSourceOptions(Store = store))

let stay () =
    task {
        match! source |> TokenSource.getToken with
        | Ok token -> return Ok("no, the login was stored", token)
        | Error(TokenSourceError.SignInAgain _) ->
            // Podio's page would send the user's browser here with a code. The source stores the login before it gives the token.
            let! answer =
                source |> TokenSource.signIn SamplePodio.Codes[0] SamplePodio.RedirectUri

            return answer |> Result.map (fun token -> "yes, by a code", token)
        | Error error -> return Error error
    }

let answer = stay().Result

// Waits for a renewal in the background and for its save. (In a script, use takes an IDisposable alone, even in a task.)
source.DisposeAsync().AsTask().Wait()

match answer with
| Ok(signedIn, token) ->
    printfn $"signed in  {signedIn}"
    printfn $"reference  {token.Reference}"
    printfn $"requests   {podio.Requests.Count}"
| Error error ->
    eprintfn $"{TokenSourceError.describe error}"
    exit 1
