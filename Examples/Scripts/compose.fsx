// Two grants in a row: sign in by password, then renew the token that came back. Each step may end in an error; the first one ends all.
//
//   dotnet build Examples/Scripts           once: it fills lib/
//   dotnet fsi Examples/Scripts/compose.fsx

#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
#r "lib/PodioOAuth.Functional.InMemory.dll"

open PodioOAuth.Functional

// A Podio in memory, with a client, a user and an app that are made up. No network is involved.
let podio = InMemoryPodio(SamplePodio.State System.DateTimeOffset.UtcNow).Transport

let ask grant =
    Podio.requestToken podio (TokenRequest(SamplePodio.Client, grant))

let signIn () =
    ask (Grant.Password(SamplePodio.Username, SamplePodio.Password))

// Without a refresh token there is nothing to send: that would be an Error which names the field.
let renew (token: Token) =
    task {
        let! answer = ask (Grant.RefreshToken token.RefreshToken)
        return answer |> Result.map (fun renewed -> token |> Token.renewedBy renewed)
    }

let signInAndRenew () =
    task {
        match! signIn () with
        | Ok token -> return! renew token
        | Error error -> return Error error
    }

match signInAndRenew().Result with
| Ok token ->
    let who =
        match token.Reference with
        | TokenReference.User id -> $"user {id}"
        | TokenReference.App id -> $"app {id}"
        | TokenReference.Other(kind, id) -> $"{kind} {id}"
        | TokenReference.None -> "nobody in particular"

    printfn $"reference  {who}"
    printfn $"lifetime   {token.Lifetime}"
    printfn $"scope      {token.Scope}"
| Error error ->
    eprintfn $"{OAuthError.describe error}"
    exit 1
