module Suite

open Expecto
open FsCheck.FSharp
open PodioOAuth.Functional

let roundTrips (specimen: Specimen) =
    match
        TokenRequest.Encode specimen.Request
        |> Either.toResult
        |> Result.bind (TokenRequest.Decode >> Either.toResult)
    with
    | Ok back -> back = specimen.Request
    | Error _ -> false

let tests =
    testList "Podio" [
        testCase "Every request round-trips"
        <| fun () -> FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure, Prop.forAll (PodioArbitraries.Specimens()) roundTrips)
        testCaseAsync "An app gets a token"
        <| async {
            let podio = InMemoryPodio(SamplePodio.State System.DateTimeOffset.UtcNow).Transport

            let request =
                TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken))

            let! token = Podio.requestTokenAsync podio request
            Expect.isOk token "a token"
        }
    ]

[<EntryPoint>]
let main arguments = runTestsWithCLIArgs [] arguments tests
