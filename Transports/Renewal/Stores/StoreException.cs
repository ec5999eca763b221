namespace PodioOAuth.Functional;

/// <summary>The exception of a store that can't be used, with the problem that becomes its error value.</summary>
internal sealed class StoreException : IOException
{
    internal StoreException(StoreProblem problem, string detail, Exception? inner = null)
        : base(detail, inner) => Problem = problem;

    internal StoreProblem Problem { get; }

    internal TokenSourceError ToError() => TokenSourceError.Store(Problem, Message);
}
