using LanguageExt.Common;

namespace PodioOAuth.Functional;

/// <summary>A <see cref="TokenSourceError"/> as an error of LanguageExt's, for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>.</summary>
/// <remarks>Made by <see cref="TokenSourceError.ToError"/>. The same as an <see cref="OAuthFailure"/> otherwise; the
/// <see cref="OAuthError"/> of an exchange that failed is the one of <see cref="ExchangeError.Error"/>.</remarks>
public sealed record TokenSourceFailure : Expected
{
    internal TokenSourceFailure(TokenSourceError error)
        : base(error.Describe(), Code: 0) => Error = error;

    /// <summary>The error.</summary>
    public TokenSourceError Error { get; }

    // By the value alone: the base compares LanguageExt's own values, the first time for half a second.
    /// <summary>Whether both hold the same error.</summary>
    public bool Equals(TokenSourceFailure? other) => other is not null && Error == other.Error;

    /// <inheritdoc/>
    public override int GetHashCode() => Error.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Message;
}
