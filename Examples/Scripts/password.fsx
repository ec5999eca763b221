// A token for a user who trusts this program with their mail address and password: grant_type=password (RFC 6749 section 4.3).
//
//   dotnet build Examples/Scripts            once: it fills lib/
//   dotnet fsi Examples/Scripts/password.fsx

#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
#r "lib/PodioOAuth.Functional.InMemory.dll"

open PodioOAuth.Functional

// A Podio in memory, with a client, a user and an app that are made up. No network is involved.
let podio = InMemoryPodio(SamplePodio.State System.DateTimeOffset.UtcNow).Transport

let request =
    TokenRequest(SamplePodio.Client, Grant.Password(SamplePodio.Username, SamplePodio.Password))

match Podio.requestTokenAsync podio request |> Async.RunSynchronously with
| Ok token ->
    printfn $"reference  {token.Reference}"
    printfn $"lifetime   {token.Lifetime}"
    printfn $"scope      {token.Scope}"
| Error(InvalidInput fields) ->
    // Nothing was sent. Every field that is wrong is named, not only the first one.
    for field in fields do
        eprintfn $"{field.Message}"

    exit 1
| Error error ->
    eprintfn $"{OAuthError.describe error}"
    exit 1
