module PodioOAuth.Functional.FSharp.Tests.TokenProviderTests

open System
open System.Threading
open System.Threading.Tasks
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

type private Answer = Result<Token, TokenSourceError>

/// Providers that break their word, by what the exception has to say of them.
let private broken: Map<string, TokenProvider list> =
    Map [
        "TokenProvider.ofFunc",
        [
            TokenProvider.ofFunc (fun _ -> Unchecked.defaultof<Task<Answer>>)
            TokenProvider.ofFunc (fun _ -> Task.FromResult Unchecked.defaultof<Answer>)
        ]
        "TokenProvider.ofAsync", [ TokenProvider.ofAsync (fun () -> Unchecked.defaultof<Async<Answer>>) ]
        "token provider returned a null task", [ TokenProvider(fun _ -> Unchecked.defaultof<_>) ]
        "token provider returned default(Either)", [ TokenProvider(fun _ -> Task.FromResult Unchecked.defaultof<_>) ]
    ]

let brokenNames = TheoryData<string>(broken.Keys)

[<Theory; MemberData(nameof brokenNames)>]
let ``a provider that answers with null is an InvalidOperationException that names it`` (name: string) =
    task {
        let expectBug (ask: unit -> Task) =
            task {
                let! bug = Assert.ThrowsAsync<InvalidOperationException> ask
                Assert.Contains(name, bug.Message)
            }

        for provider in broken[name] do
            do! expectBug (fun () -> TokenProvider.toFunc provider CancellationToken.None)
            do! expectBug (fun () -> TokenProvider.toAsync provider |> Async.StartAsTask :> Task)
            do! expectBug (fun () -> Podio.getToken provider)
    }

[<Fact>]
let ``toFunc, toAsync and getToken undo ofFunc and ofAsync`` () =
    task {
        for answer: Answer in
            [
                Ok token
                for error in sourceErrors do
                    Error error
            ] do
            for provider in
                [
                    TokenProvider.ofFunc (fun _ -> Task.FromResult answer)
                    TokenProvider.ofAsync (fun () -> async.Return answer)
                ] do
                let! back = TokenProvider.toFunc provider CancellationToken.None
                back |> shouldBe answer
                let! back = TokenProvider.toAsync provider
                back |> shouldBe answer
                let! back = Podio.getToken provider
                back |> shouldBe answer
                let! back = Podio.getTokenAsync provider
                back |> shouldBe answer
    }

[<Fact>]
let ``the cancellation token arrives, as an argument or as the ambient one`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let seen = ResizeArray()

        let byFunc =
            TokenProvider.ofFunc (fun cancellationToken ->
                seen.Add cancellationToken
                Task.FromResult(Ok token))

        let byAsync =
            TokenProvider.ofAsync (fun () ->
                async {
                    let! ambient = Async.CancellationToken
                    seen.Add ambient
                    return Ok token
                })

        let! _ = TokenProvider.toFunc byFunc cancellation.Token
        let! _ = Podio.getTokenWith cancellation.Token byFunc

        let! _ =
            Async.StartAsTask(TokenProvider.toAsync byAsync, cancellationToken = cancellation.Token)

        let! _ =
            Async.StartAsTask(Podio.getTokenAsync byAsync, cancellationToken = cancellation.Token)

        seen |> Seq.distinct |> List.ofSeq |> shouldBe [ cancellation.Token ]
        seen.Count |> shouldBe 4
    }
