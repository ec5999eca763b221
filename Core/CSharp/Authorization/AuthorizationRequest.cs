using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional;

// AuthorizationRequest = ClientId × RedirectUri × State × AuthorizationResponseType × PodioScope?
// Validate : AuthorizationRequest                 → Either<OAuthError, AuthorizationRequest>
// ToUri    : AuthorizationRequest × PodioEndpoint → Either<OAuthError, Uri>

/// <summary>The request of the authorize step: what Podio's page asks a user to agree to (RFC 6749 §4.1.1, §4.2.1; PODIO 1.7,
/// 1.8).</summary>
/// <remarks>
/// An immutable value with value equality. It can be invalid: <see cref="Validate"/> lists every invalid field. <see cref="ToUri"/> returns
/// the address to send the browser to, and <see cref="AuthorizationCallback.Parse"/> reads what comes back.
/// </remarks>
public sealed record AuthorizationRequest
{
    private static readonly Field ClientIdField = new(FieldNames.ClientId, TextRule.VsChar);
    private static readonly Field RedirectUriField = new(FieldNames.RedirectUri, TextRule.RedirectUri);
    private static readonly Field ResponseTypeField = new(FieldNames.ResponseType, TextRule.VsChar);
    private static readonly Field ScopeField = new(FieldNames.Scope, TextRule.VsChar);
    private static readonly Field StateField = new(FieldNames.State, TextRule.VsChar);

    /// <summary>Creates a request without checking it.</summary>
    /// <param name="clientId">The client ID of the API key: 1 to 16,384 characters of VSCHAR (RFC 6749 A.1).</param>
    /// <param name="redirectUri">Where Podio sends the user back to: an absolute URI without a fragment (RFC 6749 §3.1.2), whose query has
    /// no parameter that the callback may use (PODIO 1.10 to 1.12). Podio checks its domain (PODIO 1.13).</param>
    /// <param name="state">A new random string of at least 128 bits for each sign-in, bound to the user's browser (RFC 6749 §10.12): 1 to
    /// 16,384 characters of VSCHAR (RFC 6749 A.5). Required here, because a forged callback can't be detected without it.</param>
    /// <param name="responseType">The type of response to request from Podio: a code or a token.</param>
    /// <param name="scope">The requested scope. Null sends no scope, which means <see cref="PodioScope.All"/>.</param>
    public AuthorizationRequest(
        string? clientId,
        string? redirectUri,
        Secret? state,
        AuthorizationResponseType responseType = AuthorizationResponseType.Code,
        PodioScope? scope = null) =>
        (ClientId, RedirectUri, State, ResponseType, Scope) = (clientId!, redirectUri!, state!, responseType, scope);

    /// <summary>The client ID of the API key. Not secret.</summary>
    public string ClientId { get; init; }

    /// <summary>The address that Podio sends the user back to, byte for byte as specified.</summary>
    public string RedirectUri { get; init; }

    /// <summary>The value that must come back unchanged. A secret between this application and the user's browser.</summary>
    public Secret State { get; init; }

    /// <summary>The type of response to request from Podio: a code or a token.</summary>
    public AuthorizationResponseType ResponseType { get; init; }

    /// <summary>The requested scope, or null to send none.</summary>
    public PodioScope? Scope { get; init; }

    /// <summary>Returns the request if every field is valid; otherwise, an <see cref="InvalidInputError"/> with every invalid
    /// field.</summary>
    /// <param name="request">The request. A null request, or a null in it, is reported as a field error.</param>
    public static Either<OAuthError, AuthorizationRequest> Validate(AuthorizationRequest? request) =>
        Write(request).Map(_ => request!);

    /// <summary>Validates the request and returns it as the address of Podio's authorize page.</summary>
    /// <remarks>
    /// Deterministic. Each parameter is appended to the endpoint's authorize address once, form-escaped, in this order: <c>client_id</c>,
    /// <c>redirect_uri</c>, <c>response_type</c>, <c>scope</c> (if any), <c>state</c>. The address contains the state: send it to the
    /// user's browser, and don't log it.
    /// </remarks>
    /// <param name="endpoint">Where Podio is.</param>
    public Either<OAuthError, Uri> ToUri(PodioEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return Write(this).Map(query => new Uri($"{endpoint.Authorize.AbsoluteUri}?{query}"));
    }

    private static Either<OAuthError, string> Write(AuthorizationRequest? request)
    {
        var query = new BodyWriter(WireFormat.Form, stackalloc byte[BodyWriter.UsualLength]);
        if (request is null)
        {
            query.Add(FieldErrors.Absent(FieldNames.Request, isNull: true));
        }
        else
        {
            request.Send(ref query);
        }

        return query.Errors is { } errors ? OAuthError.InvalidInput(errors) : Encoding.ASCII.GetString(query.ToBytes());
    }

    private void Send(ref BodyWriter query)
    {
        query.Text(ClientIdField, ClientId);
        query.Text(RedirectUriField, RedirectUri);
        query.Text(ResponseTypeField, ResponseType == AuthorizationResponseType.Token ? "token" : "code");
        query.Optional(ScopeField, Scope?.ToString());
        query.Secret(StateField, State);
        if (!Enum.IsDefined(ResponseType))
        {
            query.Add(FieldErrors.Bad(FieldNames.ResponseType, FieldProblem.OutOfRange));
        }

        if (HasReservedQuery(this))
        {
            query.Add(FieldErrors.Bad(FieldNames.RedirectUri, FieldProblem.Reserved));
        }
    }

    // The callback contains the redirect URI's own query before the result (RFC 6749 §3.1.2), and both are read together: none of its
    // parameters may share a name with a parameter of this flow.
    private static bool HasReservedQuery(AuthorizationRequest request)
    {
        if (request.RedirectUri?.Split('?', 2) is not [_, var query] || RedirectUriRule.FindProblem(request.RedirectUri) is not null)
        {
            return false; // There is no query, or the problem has been reported.
        }

        var isToken = request.ResponseType == AuthorizationResponseType.Token;
        var fields = new CallbackFields(isToken ? AuthorizationCallback.KnownFields : AuthorizationCallback.KnownInQuery);
        fields.Read('?', "?" + query);
        return !fields.IsEmpty;
    }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("ClientId = ").Append(Printable.Escape(ClientId))
            .Append(", RedirectUri = ").Append(Printable.Escape(RedirectUri))
            .Append(", State = ").Append(State)
            .Append(", ResponseType = ").Append(ResponseType)
            .Append(", Scope = ").Append(Scope?.ToString() ?? "none");
        return true;
    }
}

/// <summary>Specifies the type of response: the <c>response_type</c> (RFC 6749 §3.1.1, PODIO 1.8).</summary>
public enum AuthorizationResponseType
{
    /// <summary><c>code</c>: a code in the query, which a server exchanges for a token (RFC 6749 §4.1, PODIO 1.10).</summary>
    Code = 0,

    /// <summary><c>token</c>: a token in the fragment, for a page without a server (RFC 6749 §4.2, PODIO 1.11).</summary>
    Token,
}
