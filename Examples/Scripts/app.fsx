// A token for a Podio app, which signs in with its id and the token on its "Developer" page: grant_type=app.
//
//   dotnet build Examples/Scripts       once: it fills lib/
//   dotnet fsi Examples/Scripts/app.fsx

#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
#r "lib/PodioOAuth.Functional.InMemory.dll"

open PodioOAuth.Functional

// A Podio in memory, with a client, a user and an app that are made up. No network is involved.
let podio = InMemoryPodio(SamplePodio.State System.DateTimeOffset.UtcNow).Transport

let request =
    TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken))

match Podio.requestTokenAsync podio request |> Async.RunSynchronously with
| Ok token ->
    // The token itself is a Secret: it prints [redacted], and token.AccessToken.Reveal() is the one way to it. What a reply may leave out
    // is an option; Podio names no scope for an app.
    let scope = token |> Token.scope |> Option.defaultValue "none"

    printfn $"reference  {token.Reference}"
    printfn $"lifetime   {token.Lifetime}"
    printfn $"scope      {scope}"
| Error error ->
    eprintfn $"{OAuthError.describe error}"
    exit 1
