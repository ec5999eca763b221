using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>A callback with an authorization code.</summary>
public sealed record GrantedCodeCallback : AuthorizationCallback, IHasFields<GrantedCodeCallback>
{
    private static readonly Field CodeField = new(FieldNames.Code, TextRule.VsChar);

    internal GrantedCodeCallback(Secret code) => Code = code;

    /// <summary>The code. From <see cref="AuthorizationCallback.Parse"/> it is valid: VSCHAR (RFC 6749 A.11).</summary>
    public Secret Code { get; }

    /// <summary>Returns the grant that exchanges the code for a token (RFC 6749 §4.1.3).</summary>
    /// <param name="redirectUri">The redirect URI of the authorize step, byte for byte.</param>
    public Grant ToGrant(string? redirectUri) => Grant.AuthorizationCode(Code, redirectUri);

    internal override string Sentence => "The user agreed. Exchange the code for a token; it can be used once.";

    internal override bool? IsInFragment => false;

    internal override void Send<TSink>(ref TSink sink) => Field.Send(this, ref sink);

    static void IHasFields<GrantedCodeCallback>.Send<TSink>(GrantedCodeCallback? callback, ref TSink sink) =>
        sink.Secret(CodeField, callback?.Code);

    private protected override T Dispatch<T>(in Cases<T> on) => on.GrantedCode(this);
}

/// <summary>A callback with a token.</summary>
public sealed record GrantedTokenCallback : AuthorizationCallback, IHasFields<GrantedTokenCallback>
{
    private static readonly Field AccessTokenField = new(FieldNames.AccessToken, TextRule.VsChar);
    private static readonly Field TokenTypeField = new(FieldNames.TokenType, TextRule.VsChar) { IsLabel = true };
    private static readonly Field ExpiresInField = new(FieldNames.ExpiresIn, TextRule.VsChar) { IsLabel = true };
    private static readonly Field RefreshTokenField = new(FieldNames.RefreshToken, TextRule.VsChar);
    private static readonly Field ScopeField = new(FieldNames.Scope, TextRule.UnicodeNoCrLf) { IsLabel = true }; // The server's text.

    internal GrantedTokenCallback(Token token) => Token = token;

    /// <summary>The token. Its reference is always <see cref="TokenReference.None"/> (PODIO 1.11), and it can't be refreshed without the
    /// client secret.</summary>
    public Token Token { get; }

    internal override string Sentence => "The user agreed: Podio granted a token.";

    internal override bool? IsInFragment => true;

    internal override FieldError? Unanswerable => TokenTypeText.Read(Token.TokenType) is null
        ? FieldErrors.Bad(FieldNames.TokenType, FieldProblem.Unsupported)
        : null;

    internal override void Send<TSink>(ref TSink sink) => Field.Send(this, ref sink);

    static void IHasFields<GrantedTokenCallback>.Send<TSink>(GrantedTokenCallback? callback, ref TSink sink)
    {
        sink.Secret(AccessTokenField, callback?.Token.AccessToken);
        sink.Text(TokenTypeField, callback?.Token.TokenType);
        sink.Optional(ExpiresInField, SecondsOf(callback?.Token.Lifetime));
        sink.Optional(RefreshTokenField, NullIfEmpty(callback?.Token.RefreshToken?.Reveal())); // An empty refresh token counts as none.
        sink.Optional(ScopeField, NullIfEmpty(callback?.Token.Scope));
    }

    private static string? SecondsOf(TimeSpan? lifetime) =>
        lifetime is { } time ? Math.Floor(time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private protected override T Dispatch<T>(in Cases<T> on) => on.GrantedToken(this);
}

/// <summary>The callback of a user who denied access.</summary>
public sealed record DeniedCallback : AuthorizationCallback, IHasFields<DeniedCallback>
{
    internal const string Code = "access_denied";

    private static readonly Field ErrorReasonField = new(FieldNames.ErrorReason, TextRule.VsChar) { IsLabel = true };
    private static readonly Field ErrorField = new(FieldNames.Error, TextRule.VsChar);
    private static readonly Field DescriptionField = new(FieldNames.ErrorDescription, TextRule.UnicodeNoCrLf) { IsLabel = true };

    internal DeniedCallback()
    {
    }

    internal override string Sentence => "The user denied access.";

    internal override void Send<TSink>(ref TSink sink) => Field.Send(this, ref sink);

    static void IHasFields<DeniedCallback>.Send<TSink>(DeniedCallback? callback, ref TSink sink)
    {
        sink.Text(ErrorReasonField, "user_denied");
        sink.Text(ErrorField, Code);
        sink.Text(DescriptionField, "The user denied your request.");
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Denied(this);
}

/// <summary>A callback in which Podio rejected the request. Its code is never <c>access_denied</c>.</summary>
public sealed record RejectedCallback : AuthorizationCallback, IHasFields<RejectedCallback>
{
    private static readonly Field ErrorField = new(FieldNames.Error, TextRule.VsChar);
    private static readonly Field DescriptionField = new(FieldNames.ErrorDescription, TextRule.UnicodeNoCrLf) { IsLabel = true };

    internal RejectedCallback(ServerCode code, ServerText? description) => (Code, Description) = (code, description);

    /// <summary>The <c>error</c> parameter, such as <c>invalid_scope</c> or <c>server_error</c> (RFC 6749 §4.1.2.1).</summary>
    public ServerCode Code { get; }

    /// <summary>The <c>error_description</c> parameter, or null.</summary>
    public ServerText? Description { get; }

    internal override string Sentence => $"Podio rejected the request: {Code}.";

    internal override void Send<TSink>(ref TSink sink) => Field.Send(this, ref sink);

    static void IHasFields<RejectedCallback>.Send<TSink>(RejectedCallback? callback, ref TSink sink)
    {
        sink.Text(ErrorField, callback?.Code.Exact());
        sink.Optional(DescriptionField, callback?.Description?.Exact() is { Length: > 0 } text ? text : null);
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Rejected(this);
}

/// <summary>A callback whose state is missing or different.</summary>
public sealed record ForgedCallback : AuthorizationCallback
{
    internal ForgedCallback()
    {
    }

    internal override string Sentence =>
        "This callback doesn't belong to the sign-in that was started here: its state is missing or different. Start again.";

    internal override FieldError? Unanswerable => FieldErrors.Bad(FieldNames.Callback, FieldProblem.Unsupported);

    private protected override T Dispatch<T>(in Cases<T> on) => on.Forged(this);
}

/// <summary>A callback that can't be read or that contradicts itself.</summary>
public sealed record MalformedCallback : AuthorizationCallback
{
    internal MalformedCallback(FieldError error) => Error = error;

    /// <summary>The problem, and where it is: a parameter, or <see cref="FieldNames.Query"/>, <see cref="FieldNames.Fragment"/> or
    /// <see cref="FieldNames.Callback"/>.</summary>
    public FieldError Error { get; }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Error = ").Append(Printable.Escape(Error.Field)).Append(": ").Append(Error.Problem);
        return true;
    }

    internal override string Sentence => $"The callback from Podio can't be used: {Printable.Escape(Error.Message)} Start again.";

    internal override FieldError? Unanswerable => FieldErrors.Bad(FieldNames.Callback, FieldProblem.Unsupported);

    private protected override T Dispatch<T>(in Cases<T> on) => on.Malformed(this);
}
