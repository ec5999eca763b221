using System.Text;

namespace PodioOAuth.Functional;

// Grant = AuthorizationCode (code × redirect URI?)
//       | Password          (username × password)
//       | App               (app id × app token)
//       | RefreshToken      (refresh token)

/// <summary>The authorization with which a token is requested: one of the four grants that Podio documents (PODIO 2.2 to
/// 2.5).</summary>
/// <remarks>Closed and immutable, with value equality. The factories check nothing and accept null, so that
/// <see cref="TokenRequest.Validate"/> can report every missing or invalid field at once.</remarks>
public abstract record Grant
{
    private protected Grant(GrantKind kind) => Kind = kind;

    /// <summary>The value of <c>grant_type</c> (PODIO 2.1), such as <c>password</c>.</summary>
    public string GrantType => Kind.GrantType;

    /// <summary>Every kind of grant that the request reader recognizes.</summary>
    internal static IReadOnlyList<GrantKind> Kinds { get; } =
        [AuthorizationCodeGrant.Definition, PasswordGrant.Definition, AppGrant.Definition, RefreshTokenGrant.Definition];

    /// <summary>The kind of the grant.</summary>
    internal GrantKind Kind { get; }

    /// <summary>Writes the grant's own fields. Not generic, because a generic abstract method would cost more than what it
    /// calls.</summary>
    internal abstract void Send(ref BodyWriter body);

    /// <summary>The login that this grant can begin at any time; null for a grant that can't.</summary>
    internal virtual LoginOrigin? Origin => null;

    /// <summary>Creates a grant from the code that Podio sent to the redirect URI after the user agreed (RFC 6749 §4.1.3).</summary>
    /// <param name="code">The authorization code. It can be used once.</param>
    /// <param name="redirectUri">The redirect URI of the authorize step, sent byte for byte as given; null sends none.</param>
    public static Grant AuthorizationCode(Secret? code, string? redirectUri = null) => new AuthorizationCodeGrant(code!, redirectUri);

    /// <summary>Creates a grant from a user's own email address and password (RFC 6749 §4.3.2). Podio documents it for trusted
    /// clients only (PODIO 2.2).</summary>
    /// <param name="username">The user's email address.</param>
    /// <param name="password">The user's password.</param>
    public static Grant Password(string? username, Secret? password) => new PasswordGrant(username!, password!);

    /// <summary>Creates a grant that signs in as a Podio app: Podio's own extension grant (RFC 6749 §4.5; PODIO 2.5).</summary>
    /// <param name="appId">The app ID, a positive integer.</param>
    /// <param name="appToken">The app token shown on the app's "Developer" page.</param>
    public static Grant App(long appId, Secret? appToken) => new AppGrant(appId, appToken!);

    /// <summary>Creates a grant from the refresh token of an earlier reply (RFC 6749 §6).</summary>
    /// <param name="refreshToken">The refresh token. Treat it as used once it has been sent: Podio may rotate it (PODIO 7.1).</param>
    public static Grant RefreshToken(Secret? refreshToken) => new RefreshTokenGrant(refreshToken!);

    /// <summary>Returns the name of the case and its printable values.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Calls the function for this grant's case. Exhaustive: a new case would add a parameter.</summary>
    public T Match<T>(
        Func<AuthorizationCodeGrant, T> authorizationCode,
        Func<PasswordGrant, T> password,
        Func<AppGrant, T> app,
        Func<RefreshTokenGrant, T> refreshToken) => Dispatch(new Cases<T>(authorizationCode, password, app, refreshToken));

    /// <summary>Prints nothing itself: each case prints its own values.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    // Abstract and not implementable outside this assembly: this member, not the constructor, closes the union.
    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<AuthorizationCodeGrant, T> AuthorizationCode,
        Func<PasswordGrant, T> Password,
        Func<AppGrant, T> App,
        Func<RefreshTokenGrant, T> RefreshToken);
}

/// <summary>Specifies how often a grant may be sent.</summary>
internal enum GrantUse
{
    /// <summary>Once: a second use may revoke what the first one granted (RFC 6749 §4.1.2).</summary>
    Once,

    /// <summary>Until a reply replaces it (PODIO 7.1).</summary>
    UntilReplaced,

    /// <summary>At any time: it can begin a new login.</summary>
    Always,
}

/// <summary>The properties that all grants of one kind share: name, fields, and how often they may be sent.</summary>
internal abstract class GrantKind(string grantType, GrantUse use)
{
    private protected static readonly Field Type = new(FieldNames.GrantType, TextRule.VsChar);

    private readonly byte[] _form = Encoding.ASCII.GetBytes($"&{FieldNames.GrantType}={grantType}");
    private readonly byte[] _json = Encoding.ASCII.GetBytes($",\"{FieldNames.GrantType}\":\"{grantType}\"");

    /// <summary>The whole field as a body contains it, so that no request needs to validate or escape it.</summary>
    internal ReadOnlySpan<byte> TextIn(WireFormat format) => format == WireFormat.Json ? _json : _form;

    internal string GrantType { get; } = grantType;

    internal GrantUse Use { get; } = use;

    /// <summary><c>grant_type</c> and the grant's own fields.</summary>
    internal abstract IReadOnlyList<Field> Fields { get; }

    internal abstract IEnumerable<Secret> SecretsOf(Grant grant);

    /// <summary>Creates the grant from the fields that a server received. A missing field is null or recorded as an error.</summary>
    internal abstract Grant Read(ReceivedFields fields);
}

/// <inheritdoc/>
internal sealed class GrantKind<TGrant>(string grantType, GrantUse use, Func<ReceivedFields, Grant> read) : GrantKind(grantType, use)
    where TGrant : Grant, IHasFields<TGrant>
{
    internal override IReadOnlyList<Field> Fields => [Type, .. Field.Of<TGrant>()];

    internal override IEnumerable<Secret> SecretsOf(Grant grant) => Field.SecretsOf((TGrant)grant);

    internal override Grant Read(ReceivedFields fields) => read(fields);
}
