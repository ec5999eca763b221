/// How asking ends when it is cancelled, and on which thread it goes on.
module PodioOAuth.Functional.FSharp.Tests.CancellationTests

open System
open System.Threading
open System.Threading.Tasks
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

/// Each way to ask under a cancellation token, over transports that tell when they were asked for what, and answer when cancelled.
let private waysToAsk: Map<string, Transport -> CancellationToken -> Task<Result<Token, OAuthError>>> =
    let under (cancellationToken: CancellationToken) computation =
        Async.StartAsTask(computation, cancellationToken = cancellationToken)

    let factor = SecondFactorChallenge("n0nc3").WithOneTimeCode secret

    Map [
        "task", (fun podio token -> podio.RequestTokenAsync(request, token) |> Either.toTaskResult)
        "async", (fun podio token -> Podio.requestTokenAsync podio request |> under token)
        "second factor, async", (fun podio token -> Podio.verifySecondFactorAsync podio factor |> under token)
        "exchange, task", (fun podio -> TokenExchange.toFunc (TokenExchange.ofTransport podio) request)
        "exchange, async", (fun podio token -> TokenExchange.toAsync (TokenExchange.ofTransport podio) request |> under token)
        "exchange of a function",
        (fun podio token ->
            let exchange = TokenExchange.ofFunc (fun request token -> podio.RequestTokenAsync(request, token) |> Either.toTaskResult)

            TokenExchange.toFunc exchange request token)
        "exchange of a computation",
        (fun podio token ->
            let exchange = TokenExchange.ofAsync (Podio.requestTokenAsync podio)
            TokenExchange.toFunc exchange request token)
    ]

let waysToAskNames = TheoryData<string>(waysToAsk.Keys)

[<Theory; MemberData(nameof waysToAskNames)>]
let ``the cancellation token is passed on, and canceling it cancels the task`` (way: string) =
    task {
        for ofAsync in [ false; true ] do
            use cancellation = new CancellationTokenSource()

            let asked = TaskCompletionSource<CancellationToken> TaskCreationOptions.RunContinuationsAsynchronously

            let podio =
                if ofAsync then
                    Transport.ofAsync (fun _ ->
                        async {
                            let! ambient = Async.CancellationToken
                            asked.SetResult ambient
                            do! Async.Sleep Timeout.Infinite
                            return Ok tokenReply
                        })
                else
                    Transport.ofFunc (fun _ cancellationToken ->
                        task {
                            asked.SetResult cancellationToken
                            do! Task.Delay(Timeout.Infinite, cancellationToken)
                            return Ok tokenReply
                        })

            let answer = waysToAsk[way] podio cancellation.Token
            let! seen = asked.Task.WaitAsync patience
            seen |> shouldBe cancellation.Token
            answer.IsCompleted |> shouldBe false

            cancellation.Cancel()

            let! _ = Assert.ThrowsAnyAsync<OperationCanceledException>(fun () -> answer.WaitAsync patience)
            answer.Status |> shouldBe TaskStatus.Canceled
    }

[<Fact>]
let ``a canceled computation runs its cancellation continuation, not the one for exceptions`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let ended = TaskCompletionSource<string>()

        let podio =
            Transport.ofFunc (fun _ cancellationToken ->
                cancellation.Cancel()
                Task.FromCanceled<Result<HttpReply, OAuthError>> cancellationToken)

        Async.StartWithContinuations(
            Podio.requestTokenAsync podio request,
            (fun answer -> ended.SetResult $"answer %A{answer}"),
            (fun error -> ended.SetResult $"exception {error.GetType().Name}"),
            (fun _ -> ended.SetResult "cancelled"),
            cancellation.Token
        )

        let! how = ended.Task.WaitAsync patience
        how |> shouldBe "cancelled"
    }

/// A computation that ends only when it is canceled.
let private never () : Async<Result<'T, OAuthError>> =
    async {
        do! Async.Sleep Timeout.Infinite
        return Error unreachable
    }

[<Fact>]
let ``a computation that the caller cancels ends with the caller's token`` () =
    task {
        let starts: (CancellationToken -> Task) list = [
            fun token -> (Transport.ofAsync (fun _ -> never ())).Invoke(encoded, token)
            fun token -> (TokenExchange.ofAsync (fun _ -> never ())).Invoke(request, token)
            fun token -> Either.ofAsyncResult (never (): Async<Result<Token, OAuthError>>) token
        ]

        for start in starts do
            use cancellation = new CancellationTokenSource()
            let answer = start cancellation.Token
            cancellation.Cancel()
            let! canceled = Assert.ThrowsAnyAsync<OperationCanceledException>(fun () -> answer.WaitAsync patience)
            canceled.CancellationToken |> shouldBe cancellation.Token
            answer.Status |> shouldBe TaskStatus.Canceled
    }

[<Fact>]
let ``a computation that cancels itself does not use the caller's token`` () =
    task {
        use caller = new CancellationTokenSource()
        use another = new CancellationTokenSource()

        let podio =
            Transport.ofAsync (fun _ -> Async.FromContinuations(fun (_, _, cancel) -> cancel (OperationCanceledException(another.Token))))

        let! canceled = Assert.ThrowsAnyAsync<OperationCanceledException>(fun () -> podio.Invoke(encoded, caller.Token))
        canceled.CancellationToken |> shouldBe another.Token
    }

/// Counts what is posted to it.
type private CountingContext() =
    inherit SynchronizationContext()
    let mutable posts = 0
    member _.Posts = posts

    override this.Post(callback, state) =
        Interlocked.Increment &posts |> ignore
        base.Post(callback, state)

[<Fact>]
let ``nothing in the F# API returns to the caller's synchronization context`` () =
    let reply = TaskCompletionSource<Result<HttpReply, OAuthError>>()
    let context = CountingContext()
    let before = SynchronizationContext.Current
    SynchronizationContext.SetSynchronizationContext context

    let answer =
        try
            Podio.requestToken (Transport.ofFunc (fun _ _ -> reply.Task)) request
        finally
            SynchronizationContext.SetSynchronizationContext before

    reply.SetResult(Ok tokenReply)
    answer.WaitAsync(patience).GetAwaiter().GetResult() |> shouldBe (Ok token)
    context.Posts |> shouldBe 0
