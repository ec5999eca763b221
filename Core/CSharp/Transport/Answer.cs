using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Tells the two answers that are none, a null task and <c>default(Either)</c>, from those that are: for whoever calls a delegate that
/// somebody else wrote.</summary>
/// <remarks>Both are bugs of the delegate, not failures: no caller could do anything about an error value.</remarks>
public static class Answer
{
    /// <summary>Returns the task, unless it is null.</summary>
    /// <typeparam name="TTask">The type of the task.</typeparam>
    /// <param name="answer">What the delegate returned.</param>
    /// <param name="source">What returned it, such as <c>transport</c>: the subject of the exception's message.</param>
    /// <exception cref="InvalidOperationException">The task is null.</exception>
    public static TTask Of<TTask>(TTask? answer, string source)
        where TTask : Task => answer ?? throw new InvalidOperationException($"The {source} returned a null task instead of an answer.");

    /// <summary>Returns the value, unless it is neither left nor right.</summary>
    /// <typeparam name="TLeft">The error.</typeparam>
    /// <typeparam name="TRight">The value.</typeparam>
    /// <param name="answer">What the delegate answered.</param>
    /// <param name="source">What answered, such as <c>transport</c>: the subject of the exception's message.</param>
    /// <exception cref="InvalidOperationException">The value is <c>default(Either)</c>.</exception>
    public static Either<TLeft, TRight> Of<TLeft, TRight>(Either<TLeft, TRight> answer, string source) => answer.IsBottom
        ? throw new InvalidOperationException($"The {source} returned default(Either) instead of an answer.")
        : answer;
}
