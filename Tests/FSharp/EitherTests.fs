module PodioOAuth.Functional.FSharp.Tests.EitherTests

open System
open System.Threading
open System.Threading.Tasks
open LanguageExt
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.FromCSharp
open PodioOAuth.Functional.FSharp.Tests.Sample

type private Answer = Result<Token, OAuthError>

[<Fact>]
let ``a result round-trips at once, as a task and as a computation`` () =
    task {
        for answer: Answer in [ Ok token; Error unreachable ] do
            answer |> Either.ofResult |> Either.toResult |> shouldBe answer

            let! back = Task.FromResult answer |> Either.ofTaskResult |> Either.toTaskResult
            back |> shouldBe answer

            let! back = async.Return answer |> Either.ofAsyncResult |> Either.toAsyncResult
            back |> shouldBe answer
    }

[<Fact>]
let ``the module and the type of LanguageExt can be used side by side`` () =
    Either<string, int>.Right 1 |> Either.toResult |> shouldBe (Ok 1)

[<Fact>]
let ``a C# delegate is created from a function or a computation, and called`` () =
    task {
        use cancellation = new CancellationTokenSource()
        let seen = ResizeArray()

        let byFunction =
            TokenProvider(fun cancellationToken ->
                seen.Add cancellationToken
                Task.FromResult(Ok token) |> Either.ofTaskResult)

        let computation =
            async {
                let! ambient = Async.CancellationToken
                seen.Add ambient
                return Ok token
            }

        let byComputation = TokenProvider(Either.ofAsyncResult computation)

        for provider in [ byFunction; byComputation ] do
            let! answer = provider.Invoke cancellation.Token |> Either.toTaskResult
            answer |> shouldBe (Ok token)

            let! answer = Async.StartAsTask(Either.toAsyncResult provider.Invoke, cancellationToken = cancellation.Token)
            answer |> shouldBe (Ok token)

        List.ofSeq seen |> shouldBe (List.replicate 4 cancellation.Token)
    }

let private run (computation: Async<'T>) = Async.StartAsTask computation :> Task

let private overTransport (transport: Transport) : (unit -> Task) list = [
    fun () -> Podio.requestToken transport request
    fun () -> Podio.requestTokenAsync transport request |> run
    fun () -> Transport.toFunc transport encoded CancellationToken.None
    fun () -> Transport.toAsync transport encoded |> run
]

let private overExchange (exchange: TokenExchange) : (unit -> Task) list = [
    fun () -> TokenExchange.toFunc exchange request CancellationToken.None
    fun () -> TokenExchange.toAsync exchange request |> run
]

/// What breaks its word, by what the exception has to say of it.
let private broken: Map<string, (unit -> Task) list> =
    let noReply = Unchecked.defaultof<Result<HttpReply, OAuthError>>
    let noToken = Unchecked.defaultof<Answer>

    Map [
        "Transport.ofFunc returned null",
        overTransport (Transport.ofFunc (fun _ _ -> Unchecked.defaultof<Task<Result<HttpReply, OAuthError>>>))
        "Transport.ofFunc returned a Result that contains null",
        [ noReply; Ok Unchecked.defaultof<HttpReply>; Error Unchecked.defaultof<OAuthError> ]
        |> List.collect (fun answer -> overTransport (Transport.ofFunc (fun _ _ -> Task.FromResult answer)))
        "Transport.ofAsync returned null", overTransport (Transport.ofAsync (fun _ -> Unchecked.defaultof<_>))
        "Transport.ofAsync returned a Result that contains null", overTransport (Transport.ofAsync (fun _ -> async.Return noReply))
        "transport returned a null task", overTransport (Transport(fun _ _ -> Unchecked.defaultof<_>))
        "transport returned default(Either)", overTransport (Transport(fun _ _ -> Task.FromResult Unchecked.defaultof<_>))

        "TokenExchange.ofFunc returned null", overExchange (TokenExchange.ofFunc (fun _ _ -> Unchecked.defaultof<Task<Answer>>))
        "TokenExchange.ofFunc returned a Result that contains null",
        overExchange (TokenExchange.ofFunc (fun _ _ -> Task.FromResult noToken))
        "TokenExchange.ofAsync returned null", overExchange (TokenExchange.ofAsync (fun _ -> Unchecked.defaultof<_>))
        "token exchange returned a null task", overExchange (TokenExchange(fun _ _ -> Unchecked.defaultof<_>))
        "token exchange returned default(Either)", overExchange (TokenExchange(fun _ _ -> Task.FromResult Unchecked.defaultof<_>))

        "Either.toResult received default(Either)", [ fun () -> Task.FromResult(Either.toResult Unchecked.defaultof<Either<string, int>>) ]
        "Either.ofResult received a Result that contains null", [ fun () -> Task.FromResult(Either.ofResult (Ok(): Result<unit, string>)) ]
        "Either.toTaskResult received a null task", [ fun () -> Either.toTaskResult Unchecked.defaultof<Task<Either<string, int>>> ]
        "Either.toTaskResult received default(Either)",
        [ fun () -> Either.toTaskResult (Task.FromResult Unchecked.defaultof<Either<string, int>>) ]
        "Either.ofTaskResult received null", [ fun () -> Either.ofTaskResult Unchecked.defaultof<Task<Answer>> ]
        "Either.ofTaskResult received a Result that contains null", [ fun () -> Either.ofTaskResult (Task.FromResult noToken) ]
        "Either.toAsyncResult received a null task",
        [ fun () -> Either.toAsyncResult (fun _ -> Unchecked.defaultof<Task<Either<string, int>>>) |> run ]
        "Either.ofAsyncResult received null", [ fun () -> Either.ofAsyncResult Unchecked.defaultof<Async<Answer>> CancellationToken.None ]
    ]

let brokenNames = TheoryData<string>(broken.Keys)

[<Theory; MemberData(nameof brokenNames)>]
let ``null is an InvalidOperationException that names its source`` (says: string) =
    task {
        for ask in broken[says] do
            let! bug = Assert.ThrowsAsync<InvalidOperationException> ask
            Assert.Contains(says, bug.Message)
    }

[<Fact>]
let ``C# can use Core, LanguageExt and the F# API side by side`` () =
    task {
        let! answer = BothAssemblies.AskAsync(unreachable, request)
        answer |> shouldBe (Error unreachable)
    }
