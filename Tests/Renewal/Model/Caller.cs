using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>One who waits.</summary>
/// <param name="name">What to call him.</param>
/// <param name="begin">What he asks for.</param>
/// <param name="since">The instant from which on what he is told may have come about: he may join what is under way.</param>
/// <param name="look">Looks at the answer in the instant in which it came; gives the token of it, or null.</param>
internal sealed class Caller(
    string name,
    Func<CancellationToken, Task<Either<TokenSourceError, Token>>> begin,
    int since,
    Func<Caller, Either<TokenSourceError, Token>, Token?> look) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    internal string Name => name;

    internal int Since => since;

    internal Task<Either<TokenSourceError, Token>> Answer { get; private set; } = null!;

    internal bool IsGone { get; private set; }

    internal bool IsSeen { get; set; }

    /// <summary>Whether the source that was asked was disposed: then there may be no answer.</summary>
    internal bool IsOfEnded { get; set; }

    internal void Ask() => Answer = begin(_cancellation.Token);

    internal void GiveUp()
    {
        IsGone = true;
        _cancellation.Cancel();
    }

    internal Token? Look() => look(this, Answer.Result);

    public void Dispose() => _cancellation.Dispose();
}
