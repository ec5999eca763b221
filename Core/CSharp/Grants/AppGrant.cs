using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The app grant: <c>grant_type=app</c> (PODIO 2.5).</summary>
/// <param name="AppId">The app ID, a positive integer: Podio's IDs exceed 32 bits (PODIO 3.5).</param>
/// <param name="AppToken">The app token: VSCHAR.</param>
public sealed record AppGrant(long AppId, Secret AppToken) : Grant(Definition), IHasFields<AppGrant>
{
    internal static readonly GrantKind<AppGrant> Definition = new(
        grantType: "app", GrantUse.Always, read: fields => App(fields.Number(FieldNames.AppId), fields[FieldNames.AppToken]));

    private static readonly Field AppIdField = new(FieldNames.AppId, TextRule.PositiveNumber);
    private static readonly Field AppTokenField = new(FieldNames.AppToken, TextRule.VsChar);

    internal override LoginOrigin? Origin =>
        new(GrantType, AppId.ToString(CultureInfo.InvariantCulture), AppToken, IsGuessable: false);

    internal override void Send(ref BodyWriter body) => SendFields(this, ref body);

    static void IHasFields<AppGrant>.Send<TSink>(AppGrant? grant, ref TSink sink) => SendFields(grant, ref sink);

    private static void SendFields<TSink>(AppGrant? grant, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        sink.Number(AppIdField, grant?.AppId ?? 0);
        sink.Secret(AppTokenField, grant?.AppToken);
    }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append(CultureInfo.InvariantCulture, $"AppId = {AppId}, AppToken = {AppToken}");
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.App(this);
}
