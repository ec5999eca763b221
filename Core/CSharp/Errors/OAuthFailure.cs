using LanguageExt.Common;

namespace PodioOAuth.Functional;

/// <summary>An <see cref="OAuthError"/> as an error of LanguageExt's, for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>.</summary>
/// <remarks>
/// <para>Made by <see cref="OAuthError.ToError"/>, caught by <c>catchOf((OAuthFailure failure) => …)</c>. It is
/// expected, not exceptional, and its text is <see cref="OAuthError.Describe"/>: no secret, no prose of the server's.</para>
/// <para>LanguageExt does not keep the type where it turns an error into an exception, as <c>ThrowIfFail</c> does; the text stays.</para>
/// </remarks>
public sealed record OAuthFailure : Expected
{
    internal OAuthFailure(OAuthError error)
        : base(error.Describe(), Code: 0) => Error = error;

    /// <summary>The error.</summary>
    public OAuthError Error { get; }

    // By the value alone: the base compares LanguageExt's own values, the first time for half a second.
    /// <summary>Whether both hold the same error.</summary>
    public bool Equals(OAuthFailure? other) => other is not null && Error == other.Error;

    /// <inheritdoc/>
    public override int GetHashCode() => Error.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Message;
}
