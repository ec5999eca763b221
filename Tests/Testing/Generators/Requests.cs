using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Valid token requests, through the public factories. Each grant is as likely as any other.</summary>
public static class Requests
{
    /// <summary>A secret of VSCHAR.</summary>
    public static Gen<Secret> Secret { get; } = HostileText.VsChar.Select(text => new Secret(text));

    /// <summary>Client credentials.</summary>
    public static Gen<ClientCredentials> Client { get; } =
        from id in HostileText.VsChar
        from secret in Secret
        select new ClientCredentials(id, secret);

    /// <summary>The grant of an authorization code, with and without redirect URI.</summary>
    public static Gen<Grant> AuthorizationCode { get; } =
        from code in Secret
        from redirectUri in Gen.Frequency((3, HostileText.RedirectUri.Select(uri => (string?)uri)), (1, Gen.Constant<string?>(null)))
        select Grant.AuthorizationCode(code, redirectUri);

    /// <summary>The password grant.</summary>
    public static Gen<Grant> Password { get; } =
        from username in HostileText.UnicodeNoCrLf
        from password in HostileText.UnicodeNoCrLf
        select Grant.Password(username, password);

    /// <summary>The app grant; ids of every length up to 64 bits.</summary>
    public static Gen<Grant> App { get; } =
        from bits in Gen.Choose(0, 62)
        from low in Gen.Choose(0, int.MaxValue)
        from token in Secret
        select Grant.App((1L << bits) | (low & ((1L << bits) - 1)), token);

    /// <summary>The grant of a refresh token.</summary>
    public static Gen<Grant> RefreshToken { get; } = Secret.Select(token => Grant.RefreshToken(token));

    /// <summary>Any grant.</summary>
    public static Gen<Grant> AnyGrant { get; } = Gen.OneOf(AuthorizationCode, Password, App, RefreshToken);

    /// <summary>Either wire format.</summary>
    public static Gen<WireFormat> Format { get; } = Gen.Elements(WireFormat.Form, WireFormat.Json);

    /// <summary>Any request.</summary>
    public static Gen<TokenRequest> Any { get; } = With(AnyGrant);

    /// <summary>A request by one kind of grant.</summary>
    public static Gen<TokenRequest> With(Gen<Grant> grants) =>
        from client in Client
        from grant in grants
        from format in Format
        select new TokenRequest(client, grant, format);
}
