using LanguageExt.Common;

namespace PodioOAuth.Functional;

/// <summary>An <see cref="OAuthError"/> as a LanguageExt error, for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>.</summary>
/// <remarks>
/// <para>Created by <see cref="OAuthError.ToError"/> and caught by <c>catchOf((OAuthFailure failure) => …)</c>. It is expected, not
/// exceptional, and its text is <see cref="OAuthError.Describe"/>, without secrets or text that the server wrote.</para>
/// <para>When LanguageExt converts an error to an exception, as <c>ThrowIfFail</c> does, the type is lost and the text remains.</para>
/// </remarks>
public sealed record OAuthFailure : Expected
{
    internal OAuthFailure(OAuthError error)
        : base(error.Describe(), Code: 0) => Error = error;

    /// <summary>The error.</summary>
    public OAuthError Error { get; }

    // Compares the values only: the base class compares LanguageExt's own values, which takes half a second the first time.
    /// <summary>Returns whether both contain the same error.</summary>
    public bool Equals(OAuthFailure? other) => other is not null && Error == other.Error;

    /// <inheritdoc/>
    public override int GetHashCode() => Error.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Message;
}
