using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="AuthorizationCallback.GrantedCode"/>.</summary>
public sealed record GrantedCodeCallback : AuthorizationCallback
{
    internal static readonly Fields<GrantedCodeCallback> Fields =
        new(Field.Secret<GrantedCodeCallback>(FieldNames.Code, TextRule.VsChar, callback => callback.Code));

    internal GrantedCodeCallback(Secret code) => Code = code;

    /// <summary>The code. From <see cref="AuthorizationCallback.Parse"/> it is valid: VSCHAR (RFC 6749 A.11).</summary>
    public Secret Code { get; }

    /// <summary>The grant that exchanges the code for a token (RFC 6749 §4.1.3).</summary>
    /// <param name="redirectUri">The redirect URI of the authorize step, byte for byte.</param>
    public Grant ToGrant(string? redirectUri) => Grant.AuthorizationCode(Code, redirectUri);

    internal override string Sentence => "The user agreed: exchange the code for a token. It is good for one use.";

    internal override bool? IsInFragment => false;

    internal override void Send<TSink>(ref TSink sink) => Fields.Send(this, ref sink);

    private protected override T Dispatch<T>(in Cases<T> on) => on.GrantedCode(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.GrantedToken"/>.</summary>
public sealed record GrantedTokenCallback : AuthorizationCallback
{
    internal static readonly Fields<GrantedTokenCallback> Fields = new(
        Field.Secret<GrantedTokenCallback>(FieldNames.AccessToken, TextRule.VsChar, callback => callback.Token.AccessToken),
        Field.Text<GrantedTokenCallback>(FieldNames.TokenType, TextRule.VsChar, callback => callback.Token.TokenType),
        Field.Text<GrantedTokenCallback>(
            FieldNames.ExpiresIn, TextRule.VsChar, callback => SecondsOf(callback.Token.Lifetime), isOptional: true),
        Field.Text<GrantedTokenCallback>( // Empty is no refresh token, and is not sent.
            FieldNames.RefreshToken, TextRule.VsChar, callback => NullIfEmpty(callback.Token.RefreshToken?.Reveal()), isOptional: true),
        Field.Text<GrantedTokenCallback>( // A server's own text.
            FieldNames.Scope, TextRule.UnicodeNoCrLf, callback => NullIfEmpty(callback.Token.Scope), isOptional: true));

    internal GrantedTokenCallback(Token token) => Token = token;

    /// <summary>The token. Its reference is <see cref="TokenReference.None"/> always (PODIO 1.11), and it cannot be refreshed without the
    /// client's secret.</summary>
    public Token Token { get; }

    internal override string Sentence => "The user agreed: Podio granted a token.";

    internal override bool? IsInFragment => true;

    internal override FieldError? Unanswerable => Token.TokenType is { Length: > 0 } type && !CallbackReader.IsBearer(type)
        ? FieldErrors.Bad(FieldNames.TokenType, FieldProblem.Unsupported)
        : null;

    internal override void Send<TSink>(ref TSink sink) => Fields.Send(this, ref sink);

    private static string? SecondsOf(TimeSpan? lifetime) =>
        lifetime is { } time ? Math.Floor(time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture) : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private protected override T Dispatch<T>(in Cases<T> on) => on.GrantedToken(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.Denied"/>.</summary>
public sealed record DeniedCallback : AuthorizationCallback
{
    internal const string Code = "access_denied";

    internal static readonly Fields<DeniedCallback> Fields = new(
        Field.Text<DeniedCallback>(FieldNames.ErrorReason, TextRule.VsChar, _ => "user_denied"),
        Field.Text<DeniedCallback>(FieldNames.Error, TextRule.VsChar, _ => Code),
        Field.Text<DeniedCallback>(FieldNames.ErrorDescription, TextRule.UnicodeNoCrLf, _ => "The user denied your request."));

    internal DeniedCallback()
    {
    }

    internal override string Sentence => "The user did not agree.";

    internal override void Send<TSink>(ref TSink sink) => Fields.Send(this, ref sink);

    private protected override T Dispatch<T>(in Cases<T> on) => on.Denied(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.Refused"/>. Its code is never <c>access_denied</c>.</summary>
public sealed record RefusedCallback : AuthorizationCallback
{
    internal static readonly Fields<RefusedCallback> Fields = new(
        Field.Text<RefusedCallback>(FieldNames.Error, TextRule.VsChar, callback => callback.Code.Exact()),
        Field.Text<RefusedCallback>(
            FieldNames.ErrorDescription, TextRule.UnicodeNoCrLf, callback => callback.Description?.Exact() is { Length: > 0 } text ? text : null,
            isOptional: true));

    internal RefusedCallback(ServerCode code, ServerText? description) => (Code, Description) = (code, description);

    /// <summary>The <c>error</c> parameter, such as <c>invalid_scope</c> or <c>server_error</c> (RFC 6749 §4.1.2.1).</summary>
    public ServerCode Code { get; }

    /// <summary>The <c>error_description</c> parameter, or null.</summary>
    public ServerText? Description { get; }

    internal override string Sentence => $"Podio refused the request: {Code}.";

    internal override void Send<TSink>(ref TSink sink) => Fields.Send(this, ref sink);

    private protected override T Dispatch<T>(in Cases<T> on) => on.Refused(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.Forged"/>.</summary>
public sealed record ForgedCallback : AuthorizationCallback
{
    internal ForgedCallback()
    {
    }

    internal override string Sentence =>
        "This is not the answer to the sign-in that was begun here: its state is missing or another. Begin again.";

    internal override FieldError? Unanswerable => FieldErrors.Bad(FieldNames.Callback, FieldProblem.Unsupported);

    private protected override T Dispatch<T>(in Cases<T> on) => on.Forged(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.Malformed"/>.</summary>
public sealed record MalformedCallback : AuthorizationCallback
{
    internal MalformedCallback(FieldError error) => Error = error;

    /// <summary>Where: a parameter, or <see cref="FieldNames.Query"/>, <see cref="FieldNames.Fragment"/>,
    /// <see cref="FieldNames.Callback"/>; and what is wrong there.</summary>
    public FieldError Error { get; }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Error = ").Append(Printable.Escape(Error.Field)).Append(": ").Append(Error.Problem);
        return true;
    }

    internal override string Sentence => $"The answer of Podio's page cannot be used: {Printable.Escape(Error.Message)} Begin again.";

    internal override FieldError? Unanswerable => FieldErrors.Bad(FieldNames.Callback, FieldProblem.Unsupported);

    private protected override T Dispatch<T>(in Cases<T> on) => on.Malformed(this);
}
