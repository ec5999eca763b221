module PodioOAuth.Functional.FSharp.Tests.TransportTests

open System
open System.Threading
open System.Threading.Tasks
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

type private Answer = Result<HttpReply, OAuthError>

/// Transports that break their word, by what the exception has to say of them.
let private broken: Map<string, Transport list> =
    Map [
        "Transport.ofFunc",
        [
            Transport.ofFunc (fun _ _ -> Unchecked.defaultof<Task<Answer>>)
            Transport.ofFunc (fun _ _ -> Task.FromResult Unchecked.defaultof<Answer>)
            Transport.ofFunc (fun _ _ -> Task.FromResult(Ok Unchecked.defaultof<HttpReply>))
            Transport.ofFunc (fun _ _ -> Task.FromResult(Error Unchecked.defaultof<OAuthError>))
        ]
        "Transport.ofAsync",
        [
            Transport.ofAsync (fun _ -> Unchecked.defaultof<Async<Answer>>)
            Transport.ofAsync (fun _ -> async.Return Unchecked.defaultof<Answer>)
        ]
        "transport returned a null task", [ Transport(fun _ _ -> Unchecked.defaultof<_>) ]
        "transport returned default(Either)", [ Transport(fun _ _ -> Task.FromResult Unchecked.defaultof<_>) ]
    ]

let brokenNames = TheoryData<string>(broken.Keys)

[<Theory; MemberData(nameof brokenNames)>]
let ``a transport that answers with null is an InvalidOperationException that names it`` (name: string) =
    task {
        let expectBug (ask: unit -> Task) =
            task {
                let! bug = Assert.ThrowsAsync<InvalidOperationException> ask
                Assert.Contains(name, bug.Message)
            }

        for transport in broken[name] do
            do! expectBug (fun () -> Podio.requestToken transport request)
            do! expectBug (fun () -> Podio.requestTokenAsync transport request |> Async.StartAsTask :> Task)
            do! expectBug (fun () -> Transport.toFunc transport encoded CancellationToken.None)
            do! expectBug (fun () -> Transport.toAsync transport encoded |> Async.StartAsTask :> Task)
    }

[<Fact>]
let ``a function is a transport, and gets the request and the cancellation token`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let mutable seen = None

        let transport =
            Transport.ofFunc (fun request cancellationToken ->
                seen <- Some(request, cancellationToken)
                Task.FromResult(Ok tokenReply))

        let! answer = Podio.requestTokenWith cancellation.Token transport request
        answer |> shouldBe (Ok token)
        seen |> shouldBe (Some(encoded, cancellation.Token))
    }

[<Fact>]
let ``a computation is a transport, and its ambient token is the caller's`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let mutable seen = None

        let transport =
            Transport.ofAsync (fun request ->
                async {
                    let! ambient = Async.CancellationToken
                    seen <- Some(request, ambient)
                    return Ok tokenReply
                })

        let! answer = Podio.requestTokenWith cancellation.Token transport request
        answer |> shouldBe (Ok token)
        seen |> shouldBe (Some(encoded, cancellation.Token))
    }

[<Fact>]
let ``the error of a transport is the error of the request`` () =
    task {
        let! ofFunc =
            Podio.requestToken (Transport.ofFunc (fun _ _ -> Task.FromResult(Error unreachable))) request

        ofFunc |> shouldBe (Error unreachable)

        let! ofAsync =
            Podio.requestToken (Transport.ofAsync (fun _ -> async.Return(Error unreachable))) request

        ofAsync |> shouldBe (Error unreachable)
    }

[<Fact>]
let ``toFunc and toAsync undo ofFunc and ofAsync`` () =
    task {
        for answer in [ Ok tokenReply; Error unreachable ] do
            let! back =
                Transport.toFunc (Transport.ofFunc (fun _ _ -> Task.FromResult answer)) encoded CancellationToken.None

            back |> shouldBe answer

            let! back =
                Transport.toAsync (Transport.ofAsync (fun _ -> async.Return answer)) encoded

            back |> shouldBe answer
    }

[<Fact>]
let ``a transport wraps another by toFunc and ofFunc`` () =
    task {
        let counted = ref 0

        let counting (inner: Transport) =
            Transport.ofFunc (fun request cancellationToken ->
                task {
                    counted.Value <- counted.Value + 1
                    return! Transport.toFunc inner request cancellationToken
                })

        let podio =
            Transport.ofFunc (fun _ _ -> Task.FromResult(Ok tokenReply))
            |> counting
            |> counting

        let! answer = Podio.requestToken podio request
        answer |> shouldBe (Ok token)
        counted.Value |> shouldBe 2
    }

[<Fact>]
let ``an exception of the function is not dressed up`` () =
    task {
        let failing: Transport list = [
            Transport.ofFunc (fun _ _ -> raise (NotSupportedException "no"))
            Transport.ofFunc (fun _ _ -> Task.FromException<Answer>(NotSupportedException "no"))
            Transport.ofAsync (fun _ -> async { return raise (NotSupportedException "no") })
        ]

        for transport in failing do
            let! _ =
                Assert.ThrowsAsync<NotSupportedException>(fun () -> Podio.requestToken transport request)

            let! _ =
                Assert.ThrowsAsync<NotSupportedException>(fun () -> Podio.requestTokenAsync transport request |> Async.StartAsTask :> Task)

            ()
    }
