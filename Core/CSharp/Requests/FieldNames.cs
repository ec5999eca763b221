namespace PodioOAuth.Functional;

/// <summary>The names that <see cref="FieldError.Field"/> can have: Podio's parameters, and the surrounding parts of a request, a callback
/// or a saved login.</summary>
public static class FieldNames
{
    /// <summary><c>grant_type</c></summary>
    public const string GrantType = "grant_type";

    /// <summary><c>client_id</c></summary>
    public const string ClientId = "client_id";

    /// <summary><c>client_secret</c></summary>
    public const string ClientSecret = "client_secret";

    /// <summary><c>code</c></summary>
    public const string Code = "code";

    /// <summary><c>redirect_uri</c></summary>
    public const string RedirectUri = "redirect_uri";

    /// <summary><c>username</c></summary>
    public const string Username = "username";

    /// <summary><c>password</c></summary>
    public const string Password = "password";

    /// <summary><c>app_id</c></summary>
    public const string AppId = "app_id";

    /// <summary><c>app_token</c></summary>
    public const string AppToken = "app_token";

    /// <summary><c>refresh_token</c></summary>
    public const string RefreshToken = "refresh_token";

    /// <summary><c>response_type</c>, in the authorization request (PODIO 1.8).</summary>
    public const string ResponseType = "response_type";

    /// <summary><c>scope</c>, in the authorization request and its callback (PODIO 1.8, 1.11).</summary>
    public const string Scope = "scope";

    /// <summary><c>state</c>, in the authorization request and its callback (PODIO 1.8, 1.10).</summary>
    public const string State = "state";

    /// <summary><c>access_token</c>, in a callback (PODIO 1.11) or a saved login.</summary>
    public const string AccessToken = "access_token";

    /// <summary><c>token_type</c>, in a callback (PODIO 1.11) or a saved login.</summary>
    public const string TokenType = "token_type";

    /// <summary><c>expires_in</c>, in a callback (PODIO 1.11).</summary>
    public const string ExpiresIn = "expires_in";

    /// <summary><c>error</c>, in a callback (PODIO 1.10).</summary>
    public const string Error = "error";

    /// <summary><c>error_reason</c>, in a callback (PODIO 1.10).</summary>
    public const string ErrorReason = "error_reason";

    /// <summary><c>error_description</c>, in a callback (PODIO 1.10).</summary>
    public const string ErrorDescription = "error_description";

    /// <summary>A callback as a whole (<see cref="AuthorizationCallback"/>).</summary>
    public const string Callback = "callback";

    /// <summary>The query of a callback.</summary>
    public const string Query = "query";

    /// <summary>The fragment of a callback.</summary>
    public const string Fragment = "fragment";

    /// <summary><c>nonce</c>, in the request for a second factor (PODIO 3.8).</summary>
    public const string Nonce = "nonce";

    /// <summary><c>otp</c>, in the request for a second factor (PODIO 3.8).</summary>
    public const string OneTimeCode = "otp";

    /// <summary><c>recoveryCode</c>, in the request for a second factor (PODIO 3.8).</summary>
    public const string RecoveryCode = "recoveryCode";

    /// <summary>The request as a whole (it was null).</summary>
    public const string Request = "request";

    /// <summary>A <see cref="SavedLogin"/> as a whole (it was null).</summary>
    public const string Login = "login";

    /// <summary>The requested <see cref="WireFormat"/>.</summary>
    public const string Format = "format";

    /// <summary>The HTTP method of a received request.</summary>
    public const string Method = "method";

    /// <summary>The path of a received request.</summary>
    public const string Path = "path";

    /// <summary>The <c>Content-Type</c> header of a received request.</summary>
    public const string ContentType = "Content-Type";

    /// <summary>The <c>Authorization</c> header of a received request.</summary>
    public const string Authorization = "Authorization";

    /// <summary>The body of a received request as a whole.</summary>
    public const string Body = "body";

    /// <summary>The base address of the API (<see cref="PodioEndpoint"/>).</summary>
    public const string ApiBase = "api";

    /// <summary>The address of the authorize page (<see cref="PodioEndpoint"/>).</summary>
    public const string Authorize = "authorize";
}
