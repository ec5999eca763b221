module PodioOAuth.Functional.FSharp.Tests.TokenExchangeTests

open System
open System.Threading
open System.Threading.Tasks
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

type private Answer = Result<Token, OAuthError>

/// Exchanges that break their word, by what the exception has to say of them.
let private broken: Map<string, TokenExchange list> =
    Map [
        "TokenExchange.ofFunc",
        [
            TokenExchange.ofFunc (fun _ _ -> Unchecked.defaultof<Task<Answer>>)
            TokenExchange.ofFunc (fun _ _ -> Task.FromResult Unchecked.defaultof<Answer>)
        ]
        "TokenExchange.ofAsync", [ TokenExchange.ofAsync (fun _ -> Unchecked.defaultof<Async<Answer>>) ]
        "token exchange returned a null task", [ TokenExchange(fun _ _ -> Unchecked.defaultof<_>) ]
        "token exchange returned default(Either)", [ TokenExchange(fun _ _ -> Task.FromResult Unchecked.defaultof<_>) ]
    ]

let brokenNames = TheoryData<string>(broken.Keys)

[<Theory; MemberData(nameof brokenNames)>]
let ``an exchange that answers with null is an InvalidOperationException that names it`` (name: string) =
    task {
        let expectBug (ask: unit -> Task) =
            task {
                let! bug = Assert.ThrowsAsync<InvalidOperationException> ask
                Assert.Contains(name, bug.Message)
            }

        for exchange in broken[name] do
            do! expectBug (fun () -> TokenExchange.toFunc exchange request CancellationToken.None)
            do! expectBug (fun () -> TokenExchange.toAsync exchange request |> Async.StartAsTask :> Task)
    }

[<Fact>]
let ``a transport is an exchange that encodes, sends and parses`` () =
    task {
        let ask =
            Transport.ofFunc (fun _ _ -> Task.FromResult(Ok tokenReply))
            |> TokenExchange.ofTransport
            |> TokenExchange.toFunc

        let! answer = ask request CancellationToken.None
        answer |> shouldBe (Ok token)

        match! ask invalidRequest CancellationToken.None with
        | Error(InvalidInput _) -> ()
        | other -> failwith $"%A{other}"
    }

[<Fact>]
let ``toFunc and toAsync undo ofFunc and ofAsync`` () =
    task {
        for answer in [ Ok token; Error unreachable ] do
            let! back =
                TokenExchange.toFunc (TokenExchange.ofFunc (fun _ _ -> Task.FromResult answer)) request CancellationToken.None

            back |> shouldBe answer

            let! back =
                TokenExchange.toAsync (TokenExchange.ofAsync (fun _ -> async.Return answer)) request

            back |> shouldBe answer
    }

[<Fact>]
let ``the cancellation token arrives, as an argument or as the ambient one`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let seen = ResizeArray()

        let byFunc =
            TokenExchange.ofFunc (fun _ cancellationToken ->
                seen.Add cancellationToken
                Task.FromResult(Ok token))

        let byAsync =
            TokenExchange.ofAsync (fun _ ->
                async {
                    let! ambient = Async.CancellationToken
                    seen.Add ambient
                    return Ok token
                })

        let! _ = TokenExchange.toFunc byFunc request cancellation.Token

        let! _ =
            Async.StartAsTask(TokenExchange.toAsync byAsync request, cancellationToken = cancellation.Token)

        List.ofSeq seen |> shouldBe [ cancellation.Token; cancellation.Token ]
    }
