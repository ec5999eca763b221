using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>What an authorization server sends back: a code or a denial (PODIO 1.10), a token (PODIO 1.11), a refusal (RFC 6749 §4.1.2.1).</summary>
internal readonly struct CallbackFields(AuthorizationCallback callback, Secret? state) : IFieldSource
{
    internal const string AccessDenied = "access_denied";

    public void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        switch (callback)
        {
            case GrantedCodeCallback granted:
                sink.Text(WireField.Code, granted.Code.Reveal());
                break;
            case GrantedTokenCallback granted:
                Send(granted.Token, ref sink);
                break;
            case DeniedCallback: // In the order of PODIO 1.10.
                sink.Text(WireField.ErrorReason, "user_denied");
                sink.Text(WireField.Error, AccessDenied);
                sink.Text(WireField.ErrorDescription, "The user denied your request.");
                break;
            case RefusedCallback refused:
                sink.Text(WireField.Error, refused.Code.Exact());
                SendOptional(WireField.ErrorDescription, refused.Description?.Exact(), ref sink);
                break;
        }

        if (state is not null)
        {
            sink.Text(WireField.ReturnedState, state.Reveal());
        }
    }

    // In the order of PODIO 1.11.
    private static void Send<TSink>(Token token, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        sink.Text(WireField.AccessToken, token.AccessToken?.Reveal());
        sink.Text(WireField.TokenType, token.TokenType);
        if (token.Lifetime is { } lifetime)
        {
            sink.Text(WireField.ExpiresIn, Math.Floor(lifetime.TotalSeconds).ToString("0", CultureInfo.InvariantCulture));
        }

        SendOptional(WireField.RefreshToken, token.RefreshToken?.Reveal(), ref sink);
        SendOptional(WireField.GrantedScope, token.Scope, ref sink);
    }

    private static void SendOptional<TSink>(WireField field, string? value, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        if (!string.IsNullOrEmpty(value))
        {
            sink.Text(field, value);
        }
    }
}
