using System.Globalization;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Writes a request as the C# expression that creates it, with its values revealed: generated values aren't secret.</summary>
internal static class RequestText
{
    internal static string Of(TokenRequest request)
    {
        var format = request.Format switch
        {
            WireFormat.Form => "",
            WireFormat.Json => ", WireFormat.Json",
            var other => string.Create(CultureInfo.InvariantCulture, $", (WireFormat){(int)other}"),
        };
        return $"new TokenRequest({Of(request.Client)}, {Of(request.Grant)}{format})";
    }

    internal static string Of(ClientCredentials? client) => client is null
        ? "null!"
        : $"new ClientCredentials(clientId: {CSharpText.Of(client.ClientId)}, clientSecret: {CSharpText.Of(client.ClientSecret)})";

    internal static string Of(Grant? grant) => grant is null ? "null!" : grant.Match(
        authorizationCode: code => code.RedirectUri is null
            ? $"Grant.AuthorizationCode(code: {CSharpText.Of(code.Code)})"
            : $"Grant.AuthorizationCode(code: {CSharpText.Of(code.Code)}, redirectUri: {CSharpText.Of(code.RedirectUri)})",
        password: user => $"Grant.Password(username: {CSharpText.Of(user.Username)}, password: {CSharpText.Of(user.Password)})",
        app: app => $"Grant.App(appId: {CSharpText.Of(app.AppId)}, appToken: {CSharpText.Of(app.AppToken)})",
        refreshToken: refresh => $"Grant.RefreshToken(refreshToken: {CSharpText.Of(refresh.RefreshToken)})");

    internal static string Of(SecondFactorRequest request)
    {
        var challenge = $"new SecondFactorChallenge({CSharpText.Of(request.Challenge.ServerNonce)})";
        return request.Factor.Match(
            oneTimeCode: factor => $"{challenge}.WithOneTimeCode({CSharpText.Of(factor.Code)})",
            recoveryCode: factor => $"{challenge}.WithRecoveryCode({CSharpText.Of(factor.Code)})");
    }

    internal static string Of(AuthorizationRequest request) =>
        $"new AuthorizationRequest({CSharpText.Of(request.ClientId)}, {CSharpText.Of(request.RedirectUri)}, "
        + $"{CSharpText.Of(request.State)}, {CSharpText.Of(request.ResponseType)}, {Of(request.Scope)})";

    internal static string Of(PodioScope? scope) => scope is null ? "null" : $"PodioScope.Of({string.Join(", ", scope.Items.Select(Of))})";

    internal static string Of(AuthorizationCallback callback) => callback.Match(
        grantedCode: granted => $"AuthorizationCallback.GrantedCode({CSharpText.Of(granted.Code)}!)",
        grantedToken: granted => $"AuthorizationCallback.GrantedToken({ReplyText.Of(granted.Token)})",
        denied: _ => "AuthorizationCallback.Denied",
        rejected: refused =>
            $"AuthorizationCallback.Rejected({ReplyText.Of(refused.Code)}, {ReplyText.Of(refused.Description) ?? "null"})",
        forged: _ => "AuthorizationCallback.Forged",
        malformed: malformed => $"AuthorizationCallback.Malformed({ErrorText.Of(malformed.Error)})");

    internal static string Of(ReceivedRequest request) =>
        $"new ReceivedRequest({CSharpText.Of(request.Method)}{(request.Method is null ? "!" : "")}, "
        + $"{CSharpText.Of(request.RevealPath())}{(request.RevealPath() is null ? "!" : "")}, "
        + $"{CSharpText.Of(request.RevealContentType())}, {CSharpText.Of(request.Authorization)}, "
        + $"{CSharpText.OfBytes(request.AsMemory().Span)})"
        + CSharpText.Initializer(("Query", request.RevealQuery() is "" or null ? null : CSharpText.Of(request.RevealQuery())));

    internal static string Of(ScopeItem item)
    {
        var id = item.Id is { } number ? ", " + CSharpText.Of(number) : "";
        return $"ScopeItem.{item.Area}(ScopePermission.{item.Permission}{id})";
    }
}
