namespace PodioOAuth.Functional

open System
open System.Threading
open System.Threading.Tasks

/// <summary>Carries a LanguageExt <c>Either</c> over to a <c>Result</c>, and back: for every API that has no function of its own in F#, and
/// for a cancellation token within <c>task</c>: <c>podio.RequestTokenAsync(request, ct) |> Either.toTaskResult</c>.</summary>
/// <remarks>
/// <para>An <c>Either</c> holds no null: null in place of a task, <c>default(Either)</c>, and a Result that holds null (as <c>Ok ()</c> and
/// <c>Ok None</c> do) are bugs, and an <c>InvalidOperationException</c> says whose.</para>
/// <para>The rest of the F# face names no <c>Either</c>. A script that uses this module refers to LanguageExt.Core.dll as well.</para>
/// </remarks>
module Either =

    let private bug (text: string) = raise (InvalidOperationException text)

    // Straight to a Result, a struct: Match throws where an arm gives null. And named arms: two bare lambdas pick a wrong overload.
    let internal toResultFrom (source: string) (either: LanguageExt.Either<'E, 'T>) : Result<'T, 'E> =
        TransportExtensions.AnswerOf(either, source).Match(Right = (fun value -> Ok value), Left = (fun error -> Error error))

    let internal ofResultFrom (source: string) (result: Result<'T, 'E>) : LanguageExt.Either<'E, 'T> =
        match result with
        | Ok value when not (isNull (box value)) -> LanguageExt.Either<'E, 'T>.Right value
        | Error error when not (isNull (box error)) -> LanguageExt.Either<'E, 'T>.Left error
        | _ -> bug $"{source} a Result that holds null."

    let internal toTaskResultFrom (source: string) (answer: Task<LanguageExt.Either<'E, 'T>>) : Task<Result<'T, 'E>> =
        task {
            let! either = TransportExtensions.AnswerOf(answer, source).ConfigureAwait false
            return toResultFrom source either
        }

    let internal ofTaskResultFrom (source: string) (answer: Task<Result<'T, 'E>>) : Task<LanguageExt.Either<'E, 'T>> =
        task {
            if isNull (box answer) then
                bug $"{source} null instead of a task or a computation."

            let! result = answer.ConfigureAwait false
            return ofResultFrom source result
        }

    // On the caller's thread. Null stays null, for ofTaskResultFrom to name.
    let internal ofAsyncResultFrom source (computation: Async<Result<'T, 'E>>) (cancellationToken: CancellationToken) =
        let started =
            if isNull (box computation) then
                Unchecked.defaultof<Task<Result<'T, 'E>>>
            else
                Async.StartImmediateAsTask(computation, cancellationToken)

        ofTaskResultFrom source started

    // Async.AwaitTask alone makes a failure of a cancellation, and wraps an exception: so wait for the end, and then ask how it ended.
    let internal startAsync (start: CancellationToken -> Task<'T>) : Async<'T> =
        async {
            let! cancellationToken = Async.CancellationToken
            let! ended = Task.WhenAny(start cancellationToken) |> Async.AwaitTask

            if ended.IsCanceled && cancellationToken.IsCancellationRequested then
                return! Async.FromContinuations(fun (_, _, cancel) -> cancel (OperationCanceledException cancellationToken))
            else
                return ended.GetAwaiter().GetResult()
        }

    /// <summary><c>Right</c> becomes <c>Ok</c>, <c>Left</c> becomes <c>Error</c>.</summary>
    let toResult (either: LanguageExt.Either<'E, 'T>) : Result<'T, 'E> =
        toResultFrom "Either.toResult received" either

    /// <summary><c>Ok</c> becomes <c>Right</c>, <c>Error</c> becomes <c>Left</c>.</summary>
    let ofResult (result: Result<'T, 'E>) : LanguageExt.Either<'E, 'T> =
        ofResultFrom "Either.ofResult received" result

    /// <summary>What a method of C# answers: <c>client.GetPodioScopeAsync() |> Either.toTaskResult</c>.</summary>
    let toTaskResult (answer: Task<LanguageExt.Either<'E, 'T>>) : Task<Result<'T, 'E>> =
        toTaskResultFrom "Either.toTaskResult received" answer

    /// <summary>What a delegate of C# has to answer: <c>TokenProvider(fun ct -> getToken ct |> Either.ofTaskResult)</c>.</summary>
    let ofTaskResult (answer: Task<Result<'T, 'E>>) : Task<LanguageExt.Either<'E, 'T>> =
        ofTaskResultFrom "Either.ofTaskResult received" answer

    /// <summary>A method of C# as a computation, which the ambient token of <c>async</c> cancels:
    /// <c>Either.toAsyncResult (fun ct -> client.GetPodioScopeAsync ct)</c>.</summary>
    let toAsyncResult (start: CancellationToken -> Task<LanguageExt.Either<'E, 'T>>) : Async<Result<'T, 'E>> =
        startAsync (start >> toTaskResultFrom "Either.toAsyncResult received")

    /// <summary>A computation as what a delegate of C# has to answer, started under the delegate's cancellation token:
    /// <c>TokenProvider(Either.ofAsyncResult getToken)</c>.</summary>
    let ofAsyncResult (computation: Async<Result<'T, 'E>>) (cancellationToken: CancellationToken) : Task<LanguageExt.Either<'E, 'T>> =
        ofAsyncResultFrom "Either.ofAsyncResult received" computation cancellationToken
