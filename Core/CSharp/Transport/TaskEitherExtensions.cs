using LanguageExt;

namespace PodioOAuth.Functional;

// from a in Task (Either e a)   from b in Task (Either e b) | Either e b   select c   ⇒   Task (Either e c)

/// <summary>Provides LINQ queries over asynchronous steps that may fail: the first error is the result, and no later step runs.</summary>
/// <remarks>
/// <para>All steps of a query have the same error type. A step is a <c>Task&lt;Either&lt;TError, T&gt;&gt;</c>, or an <c>Either&lt;TError,
/// T&gt;</c> if it is synchronous. Exceptions and cancellation pass through unchanged. A <c>where</c> over an <c>Either</c> is
/// LanguageExt's own and returns <c>default(Either)</c>, which causes an exception here.</para>
/// <para>LanguageExt has operators for every task. For a task of an <c>Either</c> they bind the <c>Either</c> as a value, and its error is
/// lost. Unsupported clauses are therefore declared here as obsolete, so that the compiler reports an explanation instead of choosing those
/// operators.</para>
/// <para>Both sets match a clause that doesn't distinguish a value from an <c>Either</c>, such as <c>let x = 7</c> or <c>select 7</c>: the
/// compiler reports CS1940. If you import this namespace below your own namespace declaration, it is nearer than LanguageExt's and these
/// operators are chosen. Don't import <c>LanguageExt</c> inside a namespace, or LanguageExt's are chosen.</para>
/// </remarks>
public static partial class TaskEitherExtensions
{
    private const string Origin = "A step of a query returned";

    /// <summary>Maps the value of a step.</summary>
    /// <exception cref="InvalidOperationException">The step is a null task or returns <c>default(Either)</c>.</exception>
    public static async Task<Either<TError, TResult>> Select<TError, T, TResult>(
        this Task<Either<TError, T>> step, Func<T, TResult> selector) =>
        (await OutcomeOf(step).ConfigureAwait(false)).Map(selector);

    /// <summary>Runs a step, and then the next step with its value.</summary>
    /// <exception cref="InvalidOperationException">A step is a null task or returns <c>default(Either)</c>.</exception>
    public static async Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Task<Either<TError, T>> step, Func<T, Task<Either<TError, TNext>>> next, Func<T, TNext, TResult> selector) =>
        await ThenAsync(await OutcomeOf(step).ConfigureAwait(false), next, selector).ConfigureAwait(false);

    /// <summary>Runs a step, and then a synchronous step with its value.</summary>
    /// <exception cref="InvalidOperationException">A step is a null task or returns <c>default(Either)</c>.</exception>
    public static async Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Task<Either<TError, T>> step, Func<T, Either<TError, TNext>> next, Func<T, TNext, TResult> selector) =>
        (await OutcomeOf(step).ConfigureAwait(false)).Bind(value => OutcomeOf(next(value)).Map(other => selector(value, other)));

    /// <summary>Runs a synchronous step and, with its value, the next.</summary>
    /// <exception cref="InvalidOperationException">A step is a null task or returns <c>default(Either)</c>.</exception>
    public static async Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Either<TError, T> step, Func<T, Task<Either<TError, TNext>>> next, Func<T, TNext, TResult> selector) =>
        await ThenAsync(OutcomeOf(step), next, selector).ConfigureAwait(false);

    /// <summary>Converts the outcome of a pure step to a validation with its field errors one by one, so that those of several requests
    /// accumulate.</summary>
    /// <remarks>
    /// <para>For steps whose only error is an <see cref="InvalidInputError"/>: <c>Validate</c>, <c>Encode</c>, <c>Decode</c>,
    /// <c>PodioEndpoint.Create</c>, <c>PodioScope.Parse</c>. No other error has field errors: converting one would lose its case, its
    /// status and its wait, and ask a person to correct valid input. Match the outcome of a transport first.</para>
    /// <para>To convert back: <c>validation.ToEither().MapLeft(fields => OAuthError.InvalidInput(fields))</c>.</para>
    /// </remarks>
    /// <example><c>(Encode(a).ToFieldValidation(), Encode(b).ToFieldValidation()).Apply((x, y) => …)</c></example>
    /// <exception cref="InvalidOperationException">The error is of another case, or the outcome is <c>default(Either)</c>.</exception>
    public static Validation<FieldError, T> ToFieldValidation<T>(this Either<OAuthError, T> outcome) =>
        TransportExtensions.AnswerOf(outcome, "The step returned").Match(
            Right: Validation<FieldError, T>.Success,
            Left: error => error is InvalidInputError invalid // Not Match: a new case would have no field errors either.
                ? Validation<FieldError, T>.Fail(Prelude.toSeq(invalid.Fields))
                : throw new InvalidOperationException(
                    $"Only InvalidInputError has field errors, and the outcome is another error. Match it first. {error.Describe()}"));

    private static Task<Either<TError, TResult>> ThenAsync<TError, T, TNext, TResult>(
        Either<TError, T> outcome, Func<T, Task<Either<TError, TNext>>> next, Func<T, TNext, TResult> selector) => outcome.Match(
            Right: async value => (await OutcomeOf(next(value)).ConfigureAwait(false)).Map(other => selector(value, other)),
            Left: error => Task.FromResult<Either<TError, TResult>>(error));

    private static async Task<Either<TError, T>> OutcomeOf<TError, T>(Task<Either<TError, T>>? task) =>
        OutcomeOf(await TransportExtensions.AnswerOf(task, Origin).ConfigureAwait(false));

    private static Either<TError, T> OutcomeOf<TError, T>(Either<TError, T> outcome) => TransportExtensions.AnswerOf(outcome, Origin);
}
