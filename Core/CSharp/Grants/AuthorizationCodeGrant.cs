using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The authorization code grant: <c>grant_type=authorization_code</c> (RFC 6749 §4.1.3, PODIO 2.3).</summary>
/// <param name="Code">The authorization code: VSCHAR (RFC 6749 A.11). It can be used once (RFC 6749 §4.1.2).</param>
/// <param name="RedirectUri">The redirect URI of the authorize step, or null for none. A string, because a <see cref="Uri"/> would rewrite
/// it.</param>
public sealed record AuthorizationCodeGrant(Secret Code, string? RedirectUri = null) : Grant(Definition), IHasFields<AuthorizationCodeGrant>
{
    internal static readonly GrantKind<AuthorizationCodeGrant> Definition = new(
        grantType: "authorization_code",
        GrantUse.Once,
        read: fields => AuthorizationCode(fields[FieldNames.Code], fields[FieldNames.RedirectUri]));

    private static readonly Field CodeField = new(FieldNames.Code, TextRule.VsChar);
    private static readonly Field RedirectUriField = new(FieldNames.RedirectUri, TextRule.RedirectUri);

    internal override void Send(ref BodyWriter body) => SendFields(this, ref body);

    static void IHasFields<AuthorizationCodeGrant>.Send<TSink>(AuthorizationCodeGrant? grant, ref TSink sink) =>
        SendFields(grant, ref sink);

    private static void SendFields<TSink>(AuthorizationCodeGrant? grant, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        sink.Secret(CodeField, grant?.Code);
        sink.Optional(RedirectUriField, grant?.RedirectUri);
    }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Code = ").Append(Code).Append(", RedirectUri = ").Append(Printable.Escape(RedirectUri));
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.AuthorizationCode(this);
}
