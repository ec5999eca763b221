/// Token sources and their decorators as F# uses them.
module PodioOAuth.Functional.FSharp.Tests.TokenSourceTests

open System
open System.IO
open System.Threading
open System.Threading.Tasks
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.Stores
open PodioOAuth.Functional.Support
open PodioOAuth.Functional.FSharp.Tests.Sample

let private appRequest = TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken))

let private signedIn name options (exchange: TokenExchange) =
    TokenSource.SignedIn(exchange, SamplePodio.Client, name, options = options)

[<Fact>]
let ``a source returns one token to all callers, and another one after a renewal`` () =
    task {
        let podio = podio ()
        use source = TokenSource.Unattended(podio.Transport.ToTokenExchange(), appRequest)
        let! first = source |> TokenSource.getToken
        let! second = source |> TokenSource.getTokenAsync
        second |> shouldBe first
        (ok first).Reference |> shouldBe (TokenReference.App SamplePodio.AppId)
        podio.Requests.Count |> shouldBe 1

        let! renewed = source |> TokenSource.renew
        let! renewedAgain = source |> TokenSource.renewAsync
        [ first; renewed; renewedAgain ] |> List.map ok |> List.distinct |> List.length |> shouldBe 3

        let! ended = source |> TokenSource.endCoolDown
        let! endedAgain = source |> TokenSource.endCoolDownAsync
        [ ended; endedAgain ] |> shouldBe [ Ok(); Ok() ]
        podio.Requests.Count |> shouldBe 3
    }

let private describe event =
    match event with
    | RenewalEvent.Renewed event -> $"renewed by {event.Cause}"
    | RenewalEvent.RenewalFailed(error, isOldTokenServed) -> $"{TokenSourceError.describe error} {isOldTokenServed}"
    | RenewalEvent.CoolingDown until -> $"cooling down until {until:u}"
    | RenewalEvent.RefreshTokenAging lastRenewedAt -> $"aging since {lastRenewedAt:u}"
    | RenewalEvent.SignedOut -> "signed out"

[<Fact>]
let ``a person signs in with a code, moves to another source with the saved login, and signs out`` () =
    task {
        let podio = podio ()
        let told = ResizeArray()
        let options = TokenSourceOptions(Observer = fun event -> told.Add(describe event))

        let sourceOf name =
            podio.Transport.ToTokenExchange() |> signedIn name options

        let nobody: Result<Token, _> = Error(TokenSourceError.SignInAgain SignInReason.NoLogin)

        use jane = sourceOf "jane"
        let! before = jane |> TokenSource.getToken
        before |> shouldBe nobody
        let! token = jane |> TokenSource.signIn SamplePodio.Codes[0] SamplePodio.RedirectUri
        let! again = jane |> TokenSource.signInAsync SamplePodio.Codes[1] SamplePodio.RedirectUri
        podio.Requests.Count |> shouldBe 2

        use elsewhere = sourceOf "jane elsewhere"

        let! restored = elsewhere |> TokenSource.restore (SavedLogin(ok token, DateTimeOffset.UtcNow))
        restored |> shouldBe token

        let! restored = elsewhere |> TokenSource.restoreAsync (SavedLogin(ok again, DateTimeOffset.UtcNow))
        restored |> shouldBe again

        let! signedOut = elsewhere |> TokenSource.signOutAsync
        let! signedOutToo = jane |> TokenSource.signOut
        [ signedOut; signedOutToo ] |> shouldBe [ Ok(); Ok() ]
        let! after = jane |> TokenSource.getToken
        after |> shouldBe nobody
        podio.Requests.Count |> shouldBe 2

        List.ofSeq told
        |> shouldBe [ "renewed by SignIn"; "renewed by SignIn"; "renewed by Restored"; "renewed by Restored"; "signed out"; "signed out" ]
    }

[<Fact>]
let ``signing out of a store that cannot be changed is an Error`` () =
    task {
        use folder = new TemporaryFolder()
        File.WriteAllText(folder["file"], "")

        use source =
            (podio ()).Transport.ToTokenExchange() |> signedIn "jane" (TokenSourceOptions(Store = FileTokenStore folder["file"]))

        let! byTask = source |> TokenSource.signOut
        let! byAsync = source |> TokenSource.signOutAsync

        for answer in [ byTask; byAsync ] do
            match answer with
            | Error(TokenSourceError.Store _) -> ()
            | other -> failwith $"%A{other}"
    }

[<Fact>]
let ``the ambient token ends the caller's wait, and the source continues`` () =
    task {
        let answer = TaskCompletionSource<Result<Token, OAuthError>>()

        use source = TokenExchange.ofFunc (fun _ _ -> answer.Task) |> signedIn "jane" TokenSourceOptions.Default

        let signingIn = source |> TokenSource.signIn secret null
        use cancellation = new CancellationTokenSource()

        let under computation : Task =
            Async.StartAsTask(computation, cancellationToken = cancellation.Token)

        let waits = [
            source |> TokenSource.getTokenAsync |> under
            source |> TokenSource.signInAsync secret null |> under
            source |> TokenSource.restoreAsync (SavedLogin(token, requestedAt)) |> under
            source |> TokenSource.signOutAsync |> under
            source.GetTokenAsync cancellation.Token |> Either.toTaskResult :> Task
        ]

        cancellation.Cancel()

        for wait in waits do
            let! _ = Assert.ThrowsAnyAsync<OperationCanceledException>(fun () -> wait.WaitAsync patience)
            wait.Status |> shouldBe TaskStatus.Canceled

        answer.SetResult(Ok token)
        let! signedIn = signingIn
        signedIn |> shouldBe (Ok token)
    }

[<Fact>]
let ``decorators compose around a function, and report each exchange`` () =
    task {
        let told = ResizeArray()

        let describe event =
            match event with
            | ExchangeEvent.Started _ -> "started"
            | ExchangeEvent.Granted event -> $"granted {event.Start.GrantType}"
            | ExchangeEvent.Failed event -> OAuthError.describe event.Error
            | ExchangeEvent.Thrown event -> event.ExceptionType

        for answer in [ (fun () -> Ok token); (fun () -> Error unreachable); (fun () -> raise (NotSupportedException "no")) ] do
            let exchange =
                TokenExchange
                    .ofFunc(fun _ _ -> Task.FromResult(answer ()))
                    .WithObserver(fun event -> told.Add(describe event))
                    .WithTimeLimit(TimeSpan.FromMinutes 1.)

            let! _ = Record.ExceptionAsync(fun () -> TokenExchange.toFunc exchange request CancellationToken.None)
            ()

        List.ofSeq told
        |> shouldBe [
            for ending in [ "granted app"; OAuthError.describe unreachable; "System.NotSupportedException" ] do
                "started"
                ending
        ]
    }

[<Fact>]
let ``a registry forgets the login of a tenant and of a person`` () =
    task {
        use registry = new TokenSourceRegistry((podio ()).Transport.ToTokenExchange())
        let! tenant = registry.Unattended appRequest |> TokenSource.getToken
        ok tenant |> ignore
        let! first = registry |> TokenSourceRegistry.forget appRequest
        let! second = registry |> TokenSourceRegistry.forgetAsync appRequest
        [ first; second ] |> shouldBe [ Ok true; Ok false ]

        let! jane = registry.SignedIn(SamplePodio.Client, "jane") |> TokenSource.signIn SamplePodio.Codes[0] SamplePodio.RedirectUri
        ok jane |> ignore
        let! first = registry |> TokenSourceRegistry.forgetLogin SamplePodio.Client "jane"
        let! second = registry |> TokenSourceRegistry.forgetLoginAsync SamplePodio.Client "jane"
        [ first; second ] |> shouldBe [ Ok true; Ok false ]
        registry.Count |> shouldBe 0
    }

[<Fact>]
let ``a login in a store is inspected, read and forgotten without a source`` () =
    task {
        let store = InMemoryTokenStore()

        use source = (podio ()).Transport.ToTokenExchange() |> signedIn "jane" (TokenSourceOptions(Store = store))

        let! token = source |> TokenSource.signIn SamplePodio.Codes[0] SamplePodio.RedirectUri
        let! looked = store |> TokenStore.lookAt source.Key
        let! lookedAgain = store |> TokenStore.lookAtAsync source.Key
        let! entry = store.ReadAsync(string source.Key)

        for stored in [ looked; lookedAgain; StoredLogin.read source.Key entry.Value ] do
            nonNull(ok(stored).Login).Token |> shouldBe (ok token)

        let! wasThere = store |> TokenStore.forget source.Key
        let! isThere = store |> TokenStore.forgetAsync source.Key
        [ wasThere; isThere ] |> shouldBe [ Ok true; Ok false ]
        let! after = store |> TokenStore.lookAt source.Key
        after |> Result.map (fun stored -> isNull stored.Login) |> shouldBe (Ok true)
    }
