module PodioOAuth.Functional.FSharp.Tests.TransportTests

open System
open System.Threading
open System.Threading.Tasks
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.Serving
open PodioOAuth.Functional.FSharp.Tests.Sample

let private answering answer =
    Transport.ofFunc (fun _ _ -> Task.FromResult answer)

[<Fact>]
let ``a sign-in with a second factor is one match in another, in a task and in a computation`` () =
    task {
        let podio =
            Transport.ofFunc (fun request _ ->
                if request.Path = "/mfa/verify" then
                    tokenReply
                else
                    HttpReply(200, "application/json", bytes """{"server_nonce":"n0nc3"}""")
                |> Ok
                |> Task.FromResult)

        let answerTo (error: SecondFactorRequiredError) =
            error.Challenge |> SecondFactorRequest.ofOneTimeCode secret

        let byTask =
            task {
                match! Podio.requestToken podio request with
                | Error(SecondFactorRequired error) -> return! answerTo error |> Podio.verifySecondFactor podio
                | other -> return other
            }

        let byComputation =
            async {
                match! Podio.requestTokenAsync podio request with
                | Error(SecondFactorRequired error) -> return! answerTo error |> Podio.verifySecondFactorAsync podio
                | other -> return other
            }

        for signIn in [ byTask; Async.StartAsTask byComputation ] do
            let! answer = signIn
            answer |> shouldBe (Ok token)
    }

[<Fact>]
let ``toFunc and toAsync undo ofFunc and ofAsync`` () =
    task {
        for answer in [ Ok tokenReply; Error unreachable ] do
            for transport in [ answering answer; Transport.ofAsync (fun _ -> async.Return answer) ] do
                let! back = Transport.toFunc transport encoded CancellationToken.None
                back |> shouldBe answer
                let! back = Transport.toAsync transport encoded
                back |> shouldBe answer

        for answer in [ Ok token; Error unreachable ] do
            for exchange in
                [
                    TokenExchange.ofFunc (fun _ _ -> Task.FromResult answer)
                    TokenExchange.ofAsync (fun _ -> async.Return answer)
                    answering (answer |> Result.map (fun _ -> tokenReply)) |> TokenExchange.ofTransport
                ] do
                let! back = TokenExchange.toFunc exchange request CancellationToken.None
                back |> shouldBe answer
                let! back = TokenExchange.toAsync exchange request
                back |> shouldBe answer
    }

let lawNames = TheoryData<string>(TransportContract.Laws |> Seq.map _.Name)

[<Theory; MemberData(nameof lawNames)>]
let ``a transport that goes through a computation keeps the law`` (name: string) =
    task {
        let throughComputation (setup: TransportSetup) =
            HttpClientTransport.Create(
                HttpClientTransport.CreateClient(),
                setup.Endpoint,
                TransportOptions(MaxReplyBytes = setup.MaxReplyBytes, Timeout = Nullable setup.Timeout)
            )
            |> Transport.toAsync
            |> Transport.ofAsync

        let law = TransportContract.Laws |> Seq.find (fun law -> law.Name = name)
        let! outcome = law.CheckAsync(fun setup -> throughComputation setup)
        Assert.True(outcome.Holds, outcome.Explanation)
    }

[<Fact>]
let ``an exception of the function is not wrapped, and a null transport is an ArgumentNullException`` () =
    task {
        for podio in
            [
                Transport.ofFunc (fun _ _ -> raise (NotSupportedException "no"))
                Transport.ofFunc (fun _ _ -> Task.FromException<_>(NotSupportedException "no"))
                Transport.ofAsync (fun _ -> async { return raise (NotSupportedException "no") })
            ] do
            let asking: (unit -> Task) list = [
                fun () -> Podio.requestToken podio request
                fun () -> Podio.requestTokenAsync podio request |> Async.StartAsTask :> Task
            ]

            for ask in asking do
                let! _ = Assert.ThrowsAsync<NotSupportedException> ask
                ()

        let! _ = Assert.ThrowsAsync<ArgumentNullException>(fun () -> Podio.requestToken Unchecked.defaultof<Transport> request)

        ()
    }
