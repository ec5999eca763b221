using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The password grant: <c>grant_type=password</c> (RFC 6749 §4.3.2, PODIO 2.2).</summary>
/// <param name="Username">The user's email address: UNICODECHARNOCRLF (RFC 6749 A.15). Not secret; printed with control characters
/// escaped.</param>
/// <param name="Password">The user's password: UNICODECHARNOCRLF (RFC 6749 A.16).</param>
public sealed record PasswordGrant(string Username, Secret Password) : Grant(Definition), IHasFields<PasswordGrant>
{
    internal static readonly GrantKind<PasswordGrant> Definition = new(
        grantType: "password", GrantUse.Always, read: fields => Grant.Password(fields[FieldNames.Username], fields[FieldNames.Password]));

    private static readonly Field UsernameField = new(FieldNames.Username, TextRule.UnicodeNoCrLf);
    private static readonly Field PasswordField = new(FieldNames.Password, TextRule.UnicodeNoCrLf);

    /// <summary>The user's password: UNICODECHARNOCRLF (RFC 6749 A.16).</summary>
    public new Secret Password { get; init; } = Password; // "new": the base has a factory of this name.

    internal override LoginOrigin? Origin => new(GrantType, Username, Password, IsGuessable: true);

    internal override void Send(ref BodyWriter body) => SendFields(this, ref body);

    static void IHasFields<PasswordGrant>.Send<TSink>(PasswordGrant? grant, ref TSink sink) => SendFields(grant, ref sink);

    private static void SendFields<TSink>(PasswordGrant? grant, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        sink.Text(UsernameField, grant?.Username);
        sink.Secret(PasswordField, grant?.Password);
    }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Username = ").Append(Printable.Escape(Username)).Append(", Password = ").Append(Password);
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Password(this);
}
