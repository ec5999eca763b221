using LanguageExt;

namespace PodioOAuth.Functional;

// from a in Task (Either e a)   from b in Task (Either e b) | Either e b   select c   ⇒   Task (Either e c)

/// <summary>LINQ queries over steps that take time and may fail: the first error is the result, and no later step runs.</summary>
/// <remarks>
/// <para>All steps of a query have one type of error. A step is a <c>Task&lt;Either&lt;TError, T&gt;&gt;</c>, or an
/// <c>Either&lt;TError, T&gt;</c> where there is nothing to wait for. Exceptions and cancellation pass through unchanged.
/// A <c>where</c> over an <c>Either</c> is LanguageExt's own and makes a <c>default(Either)</c> of it, which is an exception here.</para>
/// <para>LanguageExt has operators for every task. Over a task of an <c>Either</c> they bind the <c>Either</c> as a value, and its error is
/// lost. What a query must not do is therefore declared here as obsolete, so that the compiler explains instead of taking those.</para>
/// <para>Both sets fit a clause that does not tell a value from an <c>Either</c>, such as <c>let x = 7</c> or <c>select 7</c>: the compiler
/// reports CS1940. Import this namespace below the declaration of yours, where it is nearer than LanguageExt's, and these are taken. The
/// other way round LanguageExt's would be: do not import <c>LanguageExt</c> inside a namespace.</para>
/// </remarks>
public static partial class TaskEitherExtensions
{
    private const string Origin = "A step of a query returned";

    /// <summary>The value of a step, changed.</summary>
    /// <exception cref="InvalidOperationException">The step is a null task, or gives <c>default(Either)</c>.</exception>
    public static async Task<Either<TError, TResult>> Select<TError, T, TResult>(
        this Task<Either<TError, T>> step, Func<T, TResult> selector) =>
        (await OutcomeOf(step).ConfigureAwait(false)).Map(selector);

    /// <summary>A step, and with its value the next.</summary>
    /// <exception cref="InvalidOperationException">A step is a null task, or gives <c>default(Either)</c>.</exception>
    public static async Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Task<Either<TError, T>> step, Func<T, Task<Either<TError, TNext>>> next, Func<T, TNext, TResult> selector) =>
        await ThenAsync(await OutcomeOf(step).ConfigureAwait(false), next, selector).ConfigureAwait(false);

    /// <summary>A step, and with its value a next one that has nothing to wait for.</summary>
    /// <exception cref="InvalidOperationException">A step is a null task, or gives <c>default(Either)</c>.</exception>
    public static async Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Task<Either<TError, T>> step, Func<T, Either<TError, TNext>> next, Func<T, TNext, TResult> selector) =>
        (await OutcomeOf(step).ConfigureAwait(false)).Bind(value => OutcomeOf(next(value)).Map(other => selector(value, other)));

    /// <summary>A step that has nothing to wait for, and with its value the next.</summary>
    /// <exception cref="InvalidOperationException">A step is a null task, or gives <c>default(Either)</c>.</exception>
    public static async Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Either<TError, T> step, Func<T, Task<Either<TError, TNext>>> next, Func<T, TNext, TResult> selector) =>
        await ThenAsync(OutcomeOf(step), next, selector).ConfigureAwait(false);

    /// <summary>The outcome of a pure step with its field errors one by one, so that those of several requests add up.</summary>
    /// <remarks>
    /// <para>For steps whose only error is an <see cref="InvalidInputError"/>: <c>Validate</c>, <c>Encode</c>, <c>Decode</c>,
    /// <c>PodioEndpoint.Create</c>, <c>PodioScope.Parse</c>. No other error has field errors: one disguised as such would lose its case,
    /// its status and its wait, and ask a person to correct what is right. Match the outcome of a transport first.</para>
    /// <para>Back again: <c>validation.ToEither().MapLeft(fields => OAuthError.InvalidInput(fields))</c>.</para>
    /// </remarks>
    /// <example><c>(Encode(a).ToFieldValidation(), Encode(b).ToFieldValidation()).Apply((x, y) => …)</c></example>
    /// <exception cref="InvalidOperationException">The error is another, or the outcome is <c>default(Either)</c>.</exception>
    public static Validation<FieldError, T> ToFieldValidation<T>(this Either<OAuthError, T> outcome) =>
        TransportExtensions.AnswerOf(outcome, "The step returned").Match(
            Right: Validation<FieldError, T>.Success,
            Left: error => error is InvalidInputError invalid // Not by Match: a new case would have no field errors either.
                ? Validation<FieldError, T>.Fail(Prelude.toSeq(invalid.Fields))
                : throw new InvalidOperationException(
                    $"Only an invalid input has field errors, and the outcome is another error. Match it first. {error.Describe()}"));

    private static Task<Either<TError, TResult>> ThenAsync<TError, T, TNext, TResult>(
        Either<TError, T> outcome, Func<T, Task<Either<TError, TNext>>> next, Func<T, TNext, TResult> selector) => outcome.Match(
            Right: async value => (await OutcomeOf(next(value)).ConfigureAwait(false)).Map(other => selector(value, other)),
            Left: error => Task.FromResult<Either<TError, TResult>>(error));

    private static async Task<Either<TError, T>> OutcomeOf<TError, T>(Task<Either<TError, T>>? task) =>
        OutcomeOf(await TransportExtensions.AnswerOf(task, Origin).ConfigureAwait(false));

    private static Either<TError, T> OutcomeOf<TError, T>(Either<TError, T> outcome) => TransportExtensions.AnswerOf(outcome, Origin);
}
