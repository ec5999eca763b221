// A new token for one that ran out, without asking the user again: grant_type=refresh_token (RFC 6749 section 6).
//
//   dotnet build Examples/Scripts                 once: it fills lib/
//   dotnet fsi Examples/Scripts/refresh-token.fsx

#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
#r "lib/PodioOAuth.Functional.InMemory.dll"

open PodioOAuth.Functional

// A Podio in memory, with a client, a user and an app that are made up. No network is involved.
let podio = InMemoryPodio(SamplePodio.State System.DateTimeOffset.UtcNow).Transport

let ask grant =
    TokenRequest(SamplePodio.Client, grant)
    |> Podio.requestTokenAsync podio
    |> Async.RunSynchronously

let fail error =
    eprintfn $"{OAuthError.describe error}"
    exit 1

// The refresh token of an earlier sign-in. A program would have it from its store.
let earlier =
    match ask (Grant.Password(SamplePodio.Username, SamplePodio.Password)) with
    | Ok token -> token
    | Error error -> fail error

match ask (Grant.RefreshToken earlier.RefreshToken) with
| Ok renewed ->
    // The renewed token, and of the earlier one whatever the reply left out: Podio need not send a new refresh token.
    let token = earlier |> Token.renewedBy renewed
    printfn $"reference  {token.Reference}"
    printfn $"lifetime   {token.Lifetime}"
    printfn $"scope      {token.Scope}"
    printfn $"renewed    {token.AccessToken <> earlier.AccessToken}"
| Error error -> fail error
