/// Carries Core's answers over to F#, and F#'s to Core. The one place that names an Either.
module internal PodioOAuth.Functional.Bridge

open System
open System.Threading
open System.Threading.Tasks

type Either<'E, 'T> = LanguageExt.Either<'E, 'T>

let private bug (text: string) = raise (InvalidOperationException text)

// Named arms: two bare lambdas pick a wrong overload. And straight to a Result, a struct: Match throws where an arm gives null, as None
// and () are.
let toResult (either: Either<'E, 'T>) : Result<'T, 'E> =
    either.Match(Right = (fun value -> Ok value), Left = (fun error -> Error error))

let private toEither (source: string) (result: Result<'T, 'E>) : Either<'E, 'T> =
    match result with
    | Ok value when not (isNull (box value)) -> Either<'E, 'T>.Right value
    | Error error when not (isNull (box error)) -> Either<'E, 'T>.Left error
    | _ -> bug $"The function given to {source} answered with a Result that holds null."

/// What a delegate answered. Null and default(Either) are bugs of that delegate, which the exception names.
let toResultTask (name: string) (answer: Task<Either<'E, 'T>>) : Task<Result<'T, 'E>> =
    task {
        if isNull (box answer) then
            bug $"The {name} returned a null task instead of a result."

        let! either = answer.ConfigureAwait false

        if either.IsBottom then
            bug $"The {name} returned default(Either) instead of a result."

        return toResult either
    }

/// What a function answered. Null is a bug of that function; the exception names the module function it was given to.
let toEitherTask (source: string) (answer: Task<Result<'T, 'E>>) : Task<Either<'E, 'T>> =
    task {
        if isNull (box answer) then
            bug $"The function given to {source} returned null instead of a task or a computation."

        let! result = answer.ConfigureAwait false
        return toEither source result
    }

/// Starts a computation under a cancellation token, on the caller's thread. Null stays null, for toEitherTask to name.
let startAsTask (computation: Async<'T>) (cancellationToken: CancellationToken) : Task<'T> =
    if isNull (box computation) then
        Unchecked.defaultof<Task<'T>>
    else
        Async.StartImmediateAsTask(computation, cancellationToken)

/// Runs a task under the ambient cancellation token. Async.AwaitTask alone would make a failure of a cancellation, and wrap an
/// exception: so wait for the end, whichever it is, and then ask how it ended.
let toAsync (start: CancellationToken -> Task<'T>) : Async<'T> =
    async {
        let! cancellationToken = Async.CancellationToken
        let! ended = Task.WhenAny(start cancellationToken) |> Async.AwaitTask

        if ended.IsCanceled && cancellationToken.IsCancellationRequested then
            return! Async.FromContinuations(fun (_, _, cancel) -> cancel (OperationCanceledException cancellationToken))
        else
            return ended.GetAwaiter().GetResult()
    }
