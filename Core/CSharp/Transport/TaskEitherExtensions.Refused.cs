using System.ComponentModel;
using System.Runtime.CompilerServices;
using LanguageExt;

namespace PodioOAuth.Functional;

// What a query over Task (Either e a) must not contain. For each operator of LanguageExt's that would match, there is one here of the same
// shape that is more specific, so that the compiler chooses it and reports its message. The priorities put a working operator first, and
// then the one with the most specific message.
public static partial class TaskEitherExtensions
{
    private const string NoCondition =
        "A 'where' has no error to return when its condition is false. Write a step that has one: "
        + "from _ in guard(condition, error).ToEither()";

    private const string OneErrorType =
        "All steps of a query are Task<Either<TError, T>> or Either<TError, T> with the same TError. Convert other errors by "
        + "step.Map(outcome => outcome.MapLeft(convert)), and a task without an Either by step.Map(Right<TError, T>).";

    private const string Value =
        "In a query over Task<Either<TError, T>> the variable is the value of the step, not the Either. "
        + "To look at the Either, await the step first.";

    private const string NoJoin =
        "A 'join' has no error to return when no keys match. Write another 'from', and compare in a step that has one: "
        + "from _ in guard(condition, error).ToEither()";

    private const string NoType = "A variable with a type would cast the Either and lose its error. Omit the type: from value in step";

    /// <summary>Doesn't compile.</summary>
    [Obsolete(NoCondition, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Task<Either<TError, T>> Where<TError, T>(this Task<Either<TError, T>> step, Func<Either<TError, T>, bool> condition) =>
        throw new NotSupportedException(NoCondition);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(NoCondition, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static Task<Either<TError, T>> Where<TError, T>(this Task<Either<TError, T>> step, Func<T, bool> condition) =>
        throw new NotSupportedException(NoCondition);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(Value, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static Task<Either<TError, TResult>> Select<TError, T, TResult>(
        this Task<Either<TError, T>> step, Func<Either<TError, T>, TResult> selector) => throw new NotSupportedException(Value);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(OneErrorType, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static Task<Either<TError, TResult>> SelectMany<TError, T, TOther, TNext, TResult>(
        this Task<Either<TError, T>> step, Func<T, Task<Either<TOther, TNext>>> next, Func<T, TNext, TResult> selector) =>
        throw new NotSupportedException(OneErrorType);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(OneErrorType, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static Task<Either<TError, TResult>> SelectMany<TError, T, TOther, TNext, TResult>(
        this Task<Either<TError, T>> step, Func<T, Either<TOther, TNext>> next, Func<T, TNext, TResult> selector) =>
        throw new NotSupportedException(OneErrorType);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(OneErrorType, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static Task<Either<TError, TResult>> SelectMany<TError, T, TOther, TNext, TResult>(
        this Either<TError, T> step, Func<T, Task<Either<TOther, TNext>>> next, Func<T, TNext, TResult> selector) =>
        throw new NotSupportedException(OneErrorType);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(OneErrorType, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-2)]
    public static Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Task<Either<TError, T>> step, Func<T, Task<TNext>> next, Func<T, TNext, TResult> selector) =>
        throw new NotSupportedException(OneErrorType);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(Value, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-3)]
    public static Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Task<Either<TError, T>> step, Func<Either<TError, T>, Task<TNext>> next, Func<Either<TError, T>, TNext, TResult> selector) =>
        throw new NotSupportedException(Value);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(OneErrorType, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-4)]
    public static Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Task<T> step, Func<T, Task<Either<TError, TNext>>> next, Func<T, TNext, TResult> selector) =>
        throw new NotSupportedException(OneErrorType);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(Value, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-5)]
    public static Task<Either<TError, TResult>> SelectMany<TError, T, TNext, TResult>(
        this Task<T> step, Func<T, Task<Either<TError, TNext>>> next, Func<T, Either<TError, TNext>, TResult> selector) =>
        throw new NotSupportedException(Value);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(NoJoin, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Task<TResult> Join<TError, T, TInner, TKey, TResult>(
        this Task<Either<TError, T>> step, Task<TInner> inner,
        Func<Either<TError, T>, TKey> key, Func<TInner, TKey> innerKey, Func<Either<TError, T>, TInner, TResult> selector) =>
        throw new NotSupportedException(NoJoin);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(NoJoin, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static Task<TResult> Join<TError, T, TOther, TInner, TKey, TResult>(
        this Task<Either<TError, T>> step, Task<Either<TOther, TInner>> inner,
        Func<T, TKey> key, Func<TInner, TKey> innerKey, Func<T, TInner, TResult> selector) =>
        throw new NotSupportedException(NoJoin);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(NoJoin, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-2)]
    public static Task<TResult> Join<T, TError, TInner, TKey, TResult>(
        this Task<T> step, Task<Either<TError, TInner>> inner,
        Func<T, TKey> key, Func<Either<TError, TInner>, TKey> innerKey, Func<T, Either<TError, TInner>, TResult> selector) =>
        throw new NotSupportedException(NoJoin);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(NoJoin, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Task<TResult> GroupJoin<TError, T, TInner, TKey, TResult>(
        this Task<Either<TError, T>> step, Task<TInner> inner,
        Func<Either<TError, T>, TKey> key, Func<TInner, TKey> innerKey, Func<Either<TError, T>, Task<TInner>, TResult> selector) =>
        throw new NotSupportedException(NoJoin);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(NoJoin, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static Task<TResult> GroupJoin<TError, T, TOther, TInner, TKey, TResult>(
        this Task<Either<TError, T>> step, Task<Either<TOther, TInner>> inner,
        Func<T, TKey> key, Func<TInner, TKey> innerKey, Func<T, Task<TInner>, TResult> selector) =>
        throw new NotSupportedException(NoJoin);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(NoJoin, error: true), EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-2)]
    public static Task<TResult> GroupJoin<T, TError, TInner, TKey, TResult>(
        this Task<T> step, Task<Either<TError, TInner>> inner,
        Func<T, TKey> key, Func<Either<TError, TInner>, TKey> innerKey, Func<T, Task<Either<TError, TInner>>, TResult> selector) =>
        throw new NotSupportedException(NoJoin);

    /// <summary>Doesn't compile.</summary>
    [Obsolete(NoType, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Task<T> Cast<T>(this Task step) => throw new NotSupportedException(NoType);
}
