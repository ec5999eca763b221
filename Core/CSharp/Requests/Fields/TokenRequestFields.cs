namespace PodioOAuth.Functional;

/// <summary>What each grant sends (PODIO 2.8, the order of Podio's PHP and JavaScript clients).</summary>
internal readonly struct TokenRequestFields(TokenRequest request) : IFieldSource
{
    public void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        switch (request.Grant)
        {
            case AuthorizationCodeGrant grant:
                sink.GrantType(GrantTypeField.AuthorizationCode);
                sink.Text(WireField.Code, grant.Code?.Reveal());
                if (grant.RedirectUri is not null)
                {
                    sink.Text(WireField.RedirectUri, grant.RedirectUri);
                }

                break;
            case PasswordGrant grant:
                sink.GrantType(GrantTypeField.Password);
                sink.Text(WireField.Username, grant.Username);
                sink.Text(WireField.Password, grant.Password?.Reveal());
                break;
            case AppGrant grant:
                sink.GrantType(GrantTypeField.App);
                sink.Number(WireField.AppId, grant.AppId);
                sink.Text(WireField.AppToken, grant.AppToken?.Reveal());
                break;
            case RefreshTokenGrant grant:
                sink.GrantType(GrantTypeField.RefreshToken);
                sink.Text(WireField.RefreshToken, grant.RefreshToken?.Reveal());
                break;
            default:
                sink.Text(WireField.GrantType, null); // No grant: the meter says so, and no writer is asked.
                break;
        }

        sink.Text(WireField.ClientId, request.Client?.ClientId);
        sink.Text(WireField.ClientSecret, request.Client?.ClientSecret?.Reveal());
    }
}
