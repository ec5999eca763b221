using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="AuthorizationCallback.GrantedCode"/>.</summary>
public sealed record GrantedCodeCallback : AuthorizationCallback
{
    internal GrantedCodeCallback(Secret code) => Code = code;

    /// <summary>The code. From <see cref="AuthorizationCallback.Parse"/> it is valid: VSCHAR (RFC 6749 A.11).</summary>
    public Secret Code { get; }

    /// <summary>The grant that exchanges the code for a token (RFC 6749 §4.1.3).</summary>
    /// <param name="redirectUri">The redirect URI of the authorize step, byte for byte.</param>
    public Grant ToGrant(string? redirectUri) => Grant.AuthorizationCode(Code, redirectUri);

    private protected override T Dispatch<T>(
        Func<GrantedCodeCallback, T> grantedCode,
        Func<GrantedTokenCallback, T> grantedToken,
        Func<DeniedCallback, T> denied,
        Func<RefusedCallback, T> refused,
        Func<ForgedCallback, T> forged,
        Func<MalformedCallback, T> malformed) => grantedCode(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.GrantedToken"/>.</summary>
public sealed record GrantedTokenCallback : AuthorizationCallback
{
    internal GrantedTokenCallback(Token token) => Token = token;

    /// <summary>The token. Its reference is <see cref="TokenReference.None"/> always (PODIO 1.11), and it cannot be refreshed without the
    /// client's secret.</summary>
    public Token Token { get; }

    private protected override T Dispatch<T>(
        Func<GrantedCodeCallback, T> grantedCode,
        Func<GrantedTokenCallback, T> grantedToken,
        Func<DeniedCallback, T> denied,
        Func<RefusedCallback, T> refused,
        Func<ForgedCallback, T> forged,
        Func<MalformedCallback, T> malformed) => grantedToken(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.Denied"/>.</summary>
public sealed record DeniedCallback : AuthorizationCallback
{
    internal DeniedCallback()
    {
    }

    private protected override T Dispatch<T>(
        Func<GrantedCodeCallback, T> grantedCode,
        Func<GrantedTokenCallback, T> grantedToken,
        Func<DeniedCallback, T> denied,
        Func<RefusedCallback, T> refused,
        Func<ForgedCallback, T> forged,
        Func<MalformedCallback, T> malformed) => denied(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.Refused"/>. Its code is never <c>access_denied</c>.</summary>
public sealed record RefusedCallback : AuthorizationCallback
{
    internal RefusedCallback(ServerCode code, ServerText? description) => (Code, Description) = (code, description);

    /// <summary>The <c>error</c> parameter, such as <c>invalid_scope</c> or <c>server_error</c> (RFC 6749 §4.1.2.1).</summary>
    public ServerCode Code { get; }

    /// <summary>The <c>error_description</c> parameter, or null.</summary>
    public ServerText? Description { get; }

    private protected override T Dispatch<T>(
        Func<GrantedCodeCallback, T> grantedCode,
        Func<GrantedTokenCallback, T> grantedToken,
        Func<DeniedCallback, T> denied,
        Func<RefusedCallback, T> refused,
        Func<ForgedCallback, T> forged,
        Func<MalformedCallback, T> malformed) => refused(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.Forged"/>.</summary>
public sealed record ForgedCallback : AuthorizationCallback
{
    internal ForgedCallback()
    {
    }

    private protected override T Dispatch<T>(
        Func<GrantedCodeCallback, T> grantedCode,
        Func<GrantedTokenCallback, T> grantedToken,
        Func<DeniedCallback, T> denied,
        Func<RefusedCallback, T> refused,
        Func<ForgedCallback, T> forged,
        Func<MalformedCallback, T> malformed) => forged(this);
}

/// <summary>The case of <see cref="AuthorizationCallback.Malformed"/>.</summary>
public sealed record MalformedCallback : AuthorizationCallback
{
    internal MalformedCallback(FieldError error) => Error = error;

    /// <summary>Where: a parameter, or <see cref="FieldNames.Query"/>, <see cref="FieldNames.Fragment"/>, <see cref="FieldNames.Callback"/>;
    /// and what is wrong there.</summary>
    public FieldError Error { get; }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Error = ").Append(Printable.Escape(Error.Field)).Append(": ").Append(Error.Problem);
        return true;
    }

    private protected override T Dispatch<T>(
        Func<GrantedCodeCallback, T> grantedCode,
        Func<GrantedTokenCallback, T> grantedToken,
        Func<DeniedCallback, T> denied,
        Func<RefusedCallback, T> refused,
        Func<ForgedCallback, T> forged,
        Func<MalformedCallback, T> malformed) => malformed(this);
}
