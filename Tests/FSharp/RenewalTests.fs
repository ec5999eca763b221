/// The renewal room as F# uses it: sources and decorators from task { }, decisions from pure code.
module PodioOAuth.Functional.FSharp.Tests.RenewalTests

open System
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

let private appRequest =
    TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken))

let private podio () =
    InMemoryPodio(SamplePodio.State DateTimeOffset.UtcNow)

[<Fact>]
let ``a source gives one token to all who ask`` () =
    task {
        let podio = podio ()
        use source = TokenSource.Unattended(podio.Transport.ToTokenExchange(), appRequest)
        let! first = source.ToTokenProvider() |> Podio.getToken
        let! second = source.ToTokenProvider() |> Podio.getTokenAsync
        second |> shouldBe first
        podio.Requests.Count |> shouldBe 1

        match first with
        | Ok token -> token.Reference |> shouldBe (TokenReference.App SamplePodio.AppId)
        | Error error -> failwith (TokenSourceError.describe error)
    }

[<Fact>]
let ``a person signs in by a code, and moves to another source by the saved login`` () =
    task {
        let podio = podio ()

        let sourceOf name =
            TokenSource.SignedIn(podio.Transport.ToTokenExchange(), SamplePodio.Client, name)

        use source = sourceOf "jane"

        match! source.ToTokenProvider() |> Podio.getToken with
        | Error(SignInAgainError SignInReason.NoLogin) -> ()
        | other -> failwith $"%A{other}"

        let! signedIn =
            source.ToSignIn(SamplePodio.Codes[0], SamplePodio.RedirectUri) |> Podio.getToken

        match signedIn with
        | Error error -> failwith (TokenSourceError.describe error)
        | Ok token ->
            use another = sourceOf "jane elsewhere"

            let! restored =
                another.ToRestore(SavedLogin(token, DateTimeOffset.UtcNow)) |> Podio.getToken

            restored |> shouldBe signedIn

        podio.Requests.Count |> shouldBe 1
    }

[<Fact>]
let ``decorators compose around a function`` () =
    task {
        let told = ResizeArray<ExchangeEvent>()
        let answers = Collections.Generic.Queue [ Error unreachable; Ok token ]

        let asked =
            TokenExchange.ofFunc (fun _ _ -> Threading.Tasks.Task.FromResult(answers.Dequeue()))

        let exchange =
            asked
                .WithObserver(fun happened -> told.Add happened)
                .WithRetry(RetryOptions(FirstPause = TimeSpan.Zero, Share = (fun () -> 0.5)))
                .WithTimeLimit(TimeSpan.FromMinutes 1.)

        let! answer = TokenExchange.toFunc exchange request Threading.CancellationToken.None
        answer |> shouldBe (Ok token)
        told.Count |> shouldBe 4
    }

[<Fact>]
let ``the functions over decisions say what Core says`` () =
    let policy = RenewalPolicy.Default
    let until = login |> Renewal.usedAloneUntil policy 1.
    until |> shouldBe (Some(requestedAt.AddHours(8.).AddMinutes(-12.)))

    SavedLogin(bareToken, requestedAt)
    |> Renewal.usedAloneUntil policy 1.
    |> shouldBe None

    login |> Renewal.warningDueAt policy |> shouldBe (Some(requestedAt.AddDays 26.))

    SavedLogin(bareToken, requestedAt)
    |> Renewal.warningDueAt policy
    |> shouldBe None

    for error in sourceErrors do
        TokenSourceError.describe error |> shouldBe (error.Describe())
