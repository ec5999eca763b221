using LanguageExt.Common;

namespace PodioOAuth.Functional;

/// <summary>A <see cref="TokenSourceError"/> as a LanguageExt error, for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>.</summary>
/// <remarks>Created by <see cref="TokenSourceError.ToError"/>. Otherwise like an <see cref="OAuthFailure"/>; the <see cref="OAuthError"/>
/// of a failed exchange is <see cref="ExchangeError.Error"/>.</remarks>
public sealed record TokenSourceFailure : Expected
{
    internal TokenSourceFailure(TokenSourceError error)
        : base(error.Describe(), Code: 0) => Error = error;

    /// <summary>The error.</summary>
    public TokenSourceError Error { get; }

    // Compares the values only: the base class compares LanguageExt's own values, which takes half a second the first time.
    /// <summary>Returns whether both contain the same error.</summary>
    public bool Equals(TokenSourceFailure? other) => other is not null && Error == other.Error;

    /// <inheritdoc/>
    public override int GetHashCode() => Error.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Message;
}
