namespace PodioOAuth.Functional

open System
open System.Threading
open System.Threading.Tasks

/// <summary>Converts between a LanguageExt <c>Either</c> and a <c>Result</c>: for every API that has no F# function of its own, and for a
/// cancellation token within <c>task</c>: <c>podio.RequestTokenAsync(request, ct) |> Either.toTaskResult</c>.</summary>
/// <remarks>
/// <para>An <c>Either</c> can't contain null: a null task, <c>default(Either)</c>, and a Result that contains null (as <c>Ok ()</c> and
/// <c>Ok None</c> do) are bugs, and the <c>InvalidOperationException</c> names the culprit.</para>
/// <para>The rest of the F# API doesn't use <c>Either</c>. A script that uses this module must also reference LanguageExt.Core.dll.</para>
/// </remarks>
module Either =

    let private bug (text: string) = raise (InvalidOperationException text)

    // Directly to a Result, a struct: Match throws if an arm returns null. The arms are named: with two bare lambdas the compiler picks the
    // wrong overload.
    let internal toResultFrom (source: string) (either: LanguageExt.Either<'E, 'T>) : Result<'T, 'E> =
        TransportExtensions.AnswerOf(either, source).Match(Right = (fun value -> Ok value), Left = (fun error -> Error error))

    let internal ofResultFrom (source: string) (result: Result<'T, 'E>) : LanguageExt.Either<'E, 'T> =
        match result with
        | Ok value when not (isNull (box value)) -> LanguageExt.Either<'E, 'T>.Right value
        | Error error when not (isNull (box error)) -> LanguageExt.Either<'E, 'T>.Left error
        | _ -> bug $"{source} a Result that contains null."

    let internal toTaskResultFrom (source: string) (answer: Task<LanguageExt.Either<'E, 'T>>) : Task<Result<'T, 'E>> =
        task {
            let! either = TransportExtensions.AnswerOf(answer, source).ConfigureAwait false
            return toResultFrom source either
        }

    let internal ofTaskResultFrom (source: string) (answer: Task<Result<'T, 'E>>) : Task<LanguageExt.Either<'E, 'T>> =
        task {
            if isNull (box answer) then
                bug $"{source} null instead of a task or computation."

            let! result = answer.ConfigureAwait false
            return ofResultFrom source result
        }

    // Async.StartImmediateAsTask loses the token of a cancellation, which isn't always the caller's: a computation may cancel itself.
    let private startImmediate (computation: Async<'T>) (cancellationToken: CancellationToken) : Task<'T> =
        let completion = TaskCompletionSource<'T>()

        let cancel (canceled: OperationCanceledException) =
            if cancellationToken.IsCancellationRequested then
                completion.SetCanceled cancellationToken
            else
                completion.SetCanceled canceled.CancellationToken

        Async.StartWithContinuations(
            computation,
            (fun result -> completion.SetResult result),
            (fun (error: exn) -> completion.SetException error),
            cancel,
            cancellationToken
        )

        completion.Task

    // On the caller's thread. Null stays null, for ofTaskResultFrom to report.
    let internal ofAsyncResultFrom source (computation: Async<Result<'T, 'E>>) (cancellationToken: CancellationToken) =
        let started =
            if isNull (box computation) then
                Unchecked.defaultof<Task<Result<'T, 'E>>>
            else
                startImmediate computation cancellationToken

        ofTaskResultFrom source started

    // Async.AwaitTask alone turns cancellation into a failure and wraps exceptions: wait for the end first, and then check how it ended.
    let internal startAsync (start: CancellationToken -> Task<'T>) : Async<'T> =
        async {
            let! cancellationToken = Async.CancellationToken
            let! ended = Task.WhenAny(start cancellationToken) |> Async.AwaitTask

            if ended.IsCanceled && cancellationToken.IsCancellationRequested then
                return! Async.FromContinuations(fun (_, _, cancel) -> cancel (OperationCanceledException cancellationToken))
            else
                return ended.GetAwaiter().GetResult()
        }

    /// <summary>Converts <c>Right</c> to <c>Ok</c> and <c>Left</c> to <c>Error</c>.</summary>
    let toResult (either: LanguageExt.Either<'E, 'T>) : Result<'T, 'E> =
        toResultFrom "Either.toResult received" either

    /// <summary>Converts <c>Ok</c> to <c>Right</c> and <c>Error</c> to <c>Left</c>.</summary>
    let ofResult (result: Result<'T, 'E>) : LanguageExt.Either<'E, 'T> =
        ofResultFrom "Either.ofResult received" result

    /// <summary>Converts what a C# method returns: <c>client.GetPodioScopeAsync() |> Either.toTaskResult</c>.</summary>
    let toTaskResult (answer: Task<LanguageExt.Either<'E, 'T>>) : Task<Result<'T, 'E>> =
        toTaskResultFrom "Either.toTaskResult received" answer

    /// <summary>Converts to what a C# delegate must return: <c>TokenProvider(fun ct -> getToken ct |> Either.ofTaskResult)</c>.</summary>
    let ofTaskResult (answer: Task<Result<'T, 'E>>) : Task<LanguageExt.Either<'E, 'T>> =
        ofTaskResultFrom "Either.ofTaskResult received" answer

    /// <summary>Runs a C# method as a computation that the ambient cancellation token of <c>async</c> cancels: <c>Either.toAsyncResult (fun
    /// ct -> client.GetPodioScopeAsync ct)</c>.</summary>
    let toAsyncResult (start: CancellationToken -> Task<LanguageExt.Either<'E, 'T>>) : Async<Result<'T, 'E>> =
        startAsync (start >> toTaskResultFrom "Either.toAsyncResult received")

    /// <summary>Converts a computation to what a C# delegate must return, started with the delegate's cancellation token:
    /// <c>TokenProvider(Either.ofAsyncResult getToken)</c>.</summary>
    let ofAsyncResult (computation: Async<Result<'T, 'E>>) (cancellationToken: CancellationToken) : Task<LanguageExt.Either<'E, 'T>> =
        ofAsyncResultFrom "Either.ofAsyncResult received" computation cancellationToken
