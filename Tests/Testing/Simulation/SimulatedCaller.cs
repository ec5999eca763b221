using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>A caller of the code under test.</summary>
internal sealed class SimulatedCaller(int number) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private Task<Either<TokenSourceError, Token>>? _answer;
    private bool _isSeen;

    internal string Name => $"caller {number}";

    /// <summary>Whether it ended with its process.</summary>
    internal bool IsDead { get; set; }

    internal bool IsWaiting => !IsDead && _answer?.IsCompleted == false;

    internal bool IsToBeSeen => !IsDead && !_isSeen && _answer?.IsCompleted == true;

    internal bool HasToken { get; private set; }

    internal bool IsCanceledByAnother => _answer!.IsCanceled && !_cancellation.IsCancellationRequested;

    internal void Ask(TokenProvider provider)
    {
        try
        {
            _answer = provider(_cancellation.Token) ?? throw new InvalidOperationException("The provider returned no task.");
        }
        catch (Exception thrown)
        {
            _answer = Task.FromException<Either<TokenSourceError, Token>>(thrown);
        }
    }

    internal void GiveUp() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();

    /// <summary>Returns the caller's result in words, and its token.</summary>
    internal (string What, Token? Token) Look()
    {
        _isSeen = true;
        var got = _answer!.IsCanceled ? ("nothing: it is canceled", null)
            : _answer.IsFaulted ? ($"an exception: {_answer.Exception.InnerException!.GetType().Name}", null)
            : _answer.Result.Match<(string, Token?)>(
                Right: token => ("a token", token), Left: error => ($"no token: {error.GetType().Name}", null));
        HasToken = got.Item2 is not null;
        return got;
    }
}
