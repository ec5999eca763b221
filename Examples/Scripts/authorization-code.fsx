// A token for a user who agreed in the browser: grant_type=authorization_code (RFC 6749 section 4.1).
//
//   dotnet build Examples/Scripts                      once: it fills lib/
//   dotnet fsi Examples/Scripts/authorization-code.fsx

#r "lib/PodioOAuth.Functional.dll"
#r "lib/PodioOAuth.Functional.FSharp.dll"
#r "lib/PodioOAuth.Functional.InMemory.dll"

open PodioOAuth.Functional

// A Podio in memory, with a client, a user and an app that are made up. No network is involved.
let podio = InMemoryPodio(SamplePodio.State System.DateTimeOffset.UtcNow).Transport

// Podio's page sends the user's browser to the redirect URI, with the code in the query. It is good for one use, and the redirect URI
// has to be the same, byte for byte.
let code = SamplePodio.Codes[0]

let request =
    TokenRequest(SamplePodio.Client, Grant.AuthorizationCode(code, SamplePodio.RedirectUri))

match Podio.requestTokenAsync podio request |> Async.RunSynchronously with
| Ok token ->
    printfn $"reference  {token.Reference}"
    printfn $"lifetime   {token.Lifetime}"
    printfn $"scope      {token.Scope}"
| Error error ->
    eprintfn $"{OAuthError.describe error}"

    // What to do next is a question to the error and the grant: a code that may have arrived must not be sent again.
    match error |> OAuthError.retryAdvice request.Grant with
    | RetryAdvice.Safe _ -> eprintfn "Run the script again."
    | RetryAdvice.Useless
    | RetryAdvice.Ambiguous _ -> eprintfn "Sign in again, for a new code."

    exit 1
