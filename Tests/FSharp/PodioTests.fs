module PodioOAuth.Functional.FSharp.Tests.PodioTests

open System
open System.Threading
open System.Threading.Tasks
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.FromCSharp
open PodioOAuth.Functional.FSharp.Tests.Sample

let private granting = Transport.ofFunc (fun _ _ -> Task.FromResult(Ok tokenReply))

/// A transport that answers nothing until it is cancelled, and a task that ends once it was asked.
let private waiting () =
    let asked = TaskCompletionSource TaskCreationOptions.RunContinuationsAsynchronously

    let transport =
        Transport.ofFunc (fun _ cancellationToken ->
            task {
                asked.SetResult()
                do! Task.Delay(Timeout.Infinite, cancellationToken)
                return Ok tokenReply
            })

    transport, asked.Task.WaitAsync patience

[<Fact>]
let ``task: a match over Ok and Error is all it takes`` () =
    task {
        match! Podio.requestToken granting request with
        | Ok token -> token.AccessToken |> shouldBe secret
        | Error error -> failwith (OAuthError.describe error)
    }

[<Fact>]
let ``async: a match over Ok and Error is all it takes`` () =
    async {
        match! Podio.requestTokenAsync granting request with
        | Ok token -> token.AccessToken |> shouldBe secret
        | Error error -> failwith (OAuthError.describe error)
    }
    |> Async.StartAsTask

[<Fact>]
let ``an invalid request is not sent`` () =
    task {
        let sent = ref false

        let transport =
            Transport.ofFunc (fun _ _ ->
                sent.Value <- true
                Task.FromResult(Ok tokenReply))

        match! Podio.requestToken transport invalidRequest with
        | Error(InvalidInput fields) -> fields.Length |> shouldBe 3
        | other -> failwith $"%A{other}"

        sent.Value |> shouldBe false
    }

[<Fact>]
let ``a result of None or unit survives the whole way`` () =
    task {
        let bare =
            Transport.ofFunc (fun _ _ -> Task.FromResult(Ok(HttpReply(200, null, bytes """{"access_token":"x","token_type":"bearer"}"""))))

        let! refreshToken =
            task {
                let! answer = Podio.requestToken bare request
                return answer |> Result.map Token.refreshToken
            }

        refreshToken |> shouldBe (Ok None)

        let! nothing =
            async {
                let! answer = Podio.requestTokenAsync bare request
                return answer |> Result.map ignore
            }

        nothing |> shouldBe (Ok())
    }

[<Fact>]
let ``requestTokenWith: cancelling ends in a cancelled task`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let transport, asked = waiting ()
        let answer = Podio.requestTokenWith cancellation.Token transport request
        do! asked
        answer.IsCompleted |> shouldBe false

        cancellation.Cancel()

        let! _ =
            Assert.ThrowsAnyAsync<OperationCanceledException>(fun () -> answer.WaitAsync patience)

        answer.Status |> shouldBe TaskStatus.Canceled
    }

[<Fact>]
let ``requestTokenAsync: the ambient token cancels the request and the computation`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let transport, asked = waiting ()

        let answer =
            Async.StartAsTask(Podio.requestTokenAsync transport request, cancellationToken = cancellation.Token)

        do! asked
        answer.IsCompleted |> shouldBe false

        cancellation.Cancel()

        let! _ =
            Assert.ThrowsAnyAsync<OperationCanceledException>(fun () -> answer.WaitAsync patience)

        answer.Status |> shouldBe TaskStatus.Canceled
    }

[<Fact>]
let ``requestTokenAsync: a cancelled computation takes its cancellation continuation, not the exception's`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let transport, asked = waiting ()
        let ended = TaskCompletionSource<string>()

        Async.StartWithContinuations(
            Podio.requestTokenAsync transport request,
            (fun answer -> ended.SetResult $"answer %A{answer}"),
            (fun error -> ended.SetResult $"exception {error.GetType().Name}"),
            (fun _ -> ended.SetResult "cancelled"),
            cancellation.Token
        )

        do! asked
        cancellation.Cancel()
        let! how = ended.Task.WaitAsync patience
        how |> shouldBe "cancelled"
    }

[<Fact>]
let ``a transport of async is cancelled by its ambient token`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let asked = TaskCompletionSource TaskCreationOptions.RunContinuationsAsynchronously

        let transport =
            Transport.ofAsync (fun _ ->
                async {
                    asked.SetResult()
                    do! Async.Sleep Timeout.Infinite
                    return Ok tokenReply
                })

        let answer = Podio.requestTokenWith cancellation.Token transport request
        do! asked.Task.WaitAsync patience
        cancellation.Cancel()

        let! _ =
            Assert.ThrowsAnyAsync<OperationCanceledException>(fun () -> answer.WaitAsync patience)

        answer.Status |> shouldBe TaskStatus.Canceled
    }

[<Fact>]
let ``a null transport is an ArgumentNullException`` () =
    Assert.ThrowsAsync<ArgumentNullException>(fun () -> Podio.requestToken Unchecked.defaultof<Transport> request)

/// Counts what is posted to it.
type private CountingContext() =
    inherit SynchronizationContext()
    let mutable posts = 0
    member _.Posts = posts

    override this.Post(callback, state) =
        Interlocked.Increment &posts |> ignore
        base.Post(callback, state)

[<Fact>]
let ``nothing in the face returns to the caller's synchronization context`` () =
    let answerOf ask =
        let reply = TaskCompletionSource<Result<HttpReply, OAuthError>>()
        let transport = Transport.ofFunc (fun _ _ -> reply.Task)
        let context = CountingContext()
        let before = SynchronizationContext.Current
        SynchronizationContext.SetSynchronizationContext context

        let answer: Task<Result<Token, OAuthError>> =
            try
                ask transport
            finally
                SynchronizationContext.SetSynchronizationContext before

        reply.SetResult(Ok tokenReply)
        answer.WaitAsync(patience).GetAwaiter().GetResult() |> shouldBe (Ok token)
        context.Posts

    answerOf (fun transport -> Podio.requestToken transport request) |> shouldBe 0

[<Fact>]
let ``C# sees Core and the face side by side`` () =
    task {
        let! answer = BothAssemblies.AskAsync(unreachable, request)
        answer |> shouldBe (Error unreachable)
    }
