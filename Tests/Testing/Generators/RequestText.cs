using System.Globalization;

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
        : $"new ClientCredentials(clientId: {CSharpText.Of(client.ClientId)}, clientSecret: {Of(client.ClientSecret)})";

    internal static string Of(Grant? grant) => grant is null ? "null!" : grant.Match(
        authorizationCode: code => code.RedirectUri is null
            ? $"Grant.AuthorizationCode(code: {Of(code.Code)})"
            : $"Grant.AuthorizationCode(code: {Of(code.Code)}, redirectUri: {CSharpText.Of(code.RedirectUri)})",
        password: user => $"Grant.Password(username: {CSharpText.Of(user.Username)}, password: {Of(user.Password)})",
        app: app => $"Grant.App(appId: {CSharpText.Of(app.AppId)}, appToken: {Of(app.AppToken)})",
        refreshToken: refresh => $"Grant.RefreshToken(refreshToken: {Of(refresh.RefreshToken)})");

    internal static string Of(SecondFactorRequest request)
    {
        var challenge = $"new SecondFactorChallenge({Of(request.Challenge.ServerNonce)})";
        return request.Factor.Match(
            oneTimeCode: factor => $"{challenge}.WithOneTimeCode({Of(factor.Code)})",
            recoveryCode: factor => $"{challenge}.WithRecoveryCode({Of(factor.Code)})");
    }

    internal static string Of(AuthorizationRequest request) =>
        $"new AuthorizationRequest({CSharpText.Of(request.ClientId)}, {CSharpText.Of(request.RedirectUri)}, {Of(request.State)}, "
        + $"AuthorizationResponseType.{request.ResponseType}, {Of(request.Scope)})";

    internal static string Of(PodioScope? scope) => scope is null ? "null" : $"PodioScope.Of({string.Join(", ", scope.Items.Select(Of))})";

    internal static string Of(AuthorizationCallback callback) => callback.Match(
        grantedCode: granted => $"AuthorizationCallback.GrantedCode({Of(granted.Code)}!)",
        grantedToken: granted => $"AuthorizationCallback.GrantedToken({Of(granted.Token)})",
        denied: _ => "AuthorizationCallback.Denied",
        rejected: refused => $"AuthorizationCallback.Rejected(new ServerCode({CSharpText.Of(refused.Code.Reveal())}), "
            + $"{(refused.Description is { } text ? $"new ServerText({CSharpText.Of(text.Reveal())})" : "null")})",
        forged: _ => "AuthorizationCallback.Forged",
        malformed: malformed => $"AuthorizationCallback.Malformed(/* {malformed.Error.Field}: {malformed.Error.Problem} */)");

    private static string Of(ScopeItem item)
    {
        var id = item.Id is { } number ? ", " + CSharpText.Of(number) : "";
        return $"ScopeItem.{item.Area}(ScopePermission.{item.Permission}{id})";
    }

    private static string Of(Token token)
    {
        var lifetime = token.Lifetime is { } span ? $"TimeSpan.FromSeconds({CSharpText.Of((long)span.TotalSeconds)})" : "null";
        return $"new Token({Of(token.AccessToken)}, {CSharpText.Of(token.TokenType)}, {lifetime}, {Of(token.RefreshToken)}, "
            + $"TokenReference.None, {CSharpText.Of(token.Scope)})";
    }

    private static string Of(Secret? secret) => CSharpText.Of(secret?.Reveal());
}
