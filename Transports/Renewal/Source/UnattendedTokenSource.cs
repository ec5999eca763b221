namespace PodioOAuth.Functional;

/// <summary>A source over a password or an app grant. It never ends in <see cref="SignInAgainError"/>: it can start again, and may be rejected
/// or meet a second factor (<see cref="ExchangeError"/>).</summary>
public sealed class UnattendedTokenSource : TokenSource
{
    internal UnattendedTokenSource(SourceSettings settings)
        : base(settings)
    {
    }
}
