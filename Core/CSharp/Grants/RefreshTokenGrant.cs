namespace PodioOAuth.Functional;

/// <summary>The refresh token grant: <c>grant_type=refresh_token</c> (RFC 6749 §6, PODIO 2.4).</summary>
/// <param name="RefreshToken">The refresh token: VSCHAR (RFC 6749 A.17).</param>
public sealed record RefreshTokenGrant(Secret RefreshToken) : Grant(Definition), IHasFields<RefreshTokenGrant>
{
    internal static readonly GrantKind<RefreshTokenGrant> Definition = new(
        grantType: "refresh_token", GrantUse.UntilReplaced, read: fields => Grant.RefreshToken(fields[FieldNames.RefreshToken]));

    private static readonly Field RefreshTokenField = new(FieldNames.RefreshToken, TextRule.VsChar);

    /// <summary>The refresh token: VSCHAR (RFC 6749 A.17).</summary>
    public new Secret RefreshToken { get; init; } = RefreshToken; // "new": the base has a factory of this name.

    internal override void Send(ref BodyWriter body) => SendFields(this, ref body);

    static void IHasFields<RefreshTokenGrant>.Send<TSink>(RefreshTokenGrant? grant, ref TSink sink) => SendFields(grant, ref sink);

    private static void SendFields<TSink>(RefreshTokenGrant? grant, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        sink.Secret(RefreshTokenField, grant?.RefreshToken);
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.RefreshToken(this);
}
