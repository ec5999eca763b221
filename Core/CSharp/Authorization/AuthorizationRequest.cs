using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional;

// AuthorizationRequest = ClientId × RedirectUri × State × AuthorizationResponseType × PodioScope?
// Validate : AuthorizationRequest                 → Either<OAuthError, AuthorizationRequest>
// ToUri    : AuthorizationRequest × PodioEndpoint → Either<OAuthError, Uri>

/// <summary>Step one of the authorization: what a user is asked to agree to on Podio's page (RFC 6749 §4.1.1, §4.2.1; PODIO 1.7,
/// 1.8).</summary>
/// <remarks>
/// An immutable value with value equality. It may be invalid: <see cref="Validate"/> names every field that is, and <see cref="ToUri"/>
/// gives the address to send the browser to. The answer is read by <see cref="AuthorizationCallback.Parse"/>.
/// </remarks>
public sealed record AuthorizationRequest
{
    private static readonly Field ClientIdField = new(FieldNames.ClientId, TextRule.VsChar);
    private static readonly Field RedirectUriField = new(FieldNames.RedirectUri, TextRule.RedirectUri);
    private static readonly Field ResponseTypeField = new(FieldNames.ResponseType, TextRule.VsChar);
    private static readonly Field ScopeField = new(FieldNames.Scope, TextRule.VsChar);
    private static readonly Field StateField = new(FieldNames.State, TextRule.VsChar);

    /// <summary>Puts a request together. Nothing is checked here.</summary>
    /// <param name="clientId">The key of the API client: 1 to 16,384 characters of VSCHAR (RFC 6749 A.1).</param>
    /// <param name="redirectUri">Where Podio sends the user back to: absolute, without a fragment (RFC 6749 §3.1.2), with no parameter in
    /// its query that the answer may hold (PODIO 1.10 to 1.12). Podio checks its domain (PODIO 1.13).</param>
    /// <param name="state">A fresh random text of at least 128 bits for each sign-in, bound to the user's browser (RFC 6749 §10.12):
    /// 1 to 16,384 characters of VSCHAR (RFC 6749 A.5). Not optional here, because without it nobody can tell a forged answer.</param>
    /// <param name="responseType">What Podio shall hand back.</param>
    /// <param name="scope">What the token may touch. Null sends none, which means <see cref="PodioScope.All"/>.</param>
    public AuthorizationRequest(
        string? clientId,
        string? redirectUri,
        Secret? state,
        AuthorizationResponseType responseType = AuthorizationResponseType.Code,
        PodioScope? scope = null) =>
        (ClientId, RedirectUri, State, ResponseType, Scope) = (clientId!, redirectUri!, state!, responseType, scope);

    /// <summary>The key of the API client. Not secret.</summary>
    public string ClientId { get; init; }

    /// <summary>Where Podio sends the user back to, byte for byte as given.</summary>
    public string RedirectUri { get; init; }

    /// <summary>What has to come back unchanged. A secret between this program and the user's browser.</summary>
    public Secret State { get; init; }

    /// <summary>What Podio shall hand back.</summary>
    public AuthorizationResponseType ResponseType { get; init; }

    /// <summary>What the token may touch, or null to send no scope.</summary>
    public PodioScope? Scope { get; init; }

    /// <summary>The request itself if every field is valid, else <see cref="InvalidInputError"/> with every field that is not.</summary>
    /// <param name="request">The request. Null, or null within it, is a field error like any other.</param>
    public static Either<OAuthError, AuthorizationRequest> Validate(AuthorizationRequest? request) =>
        Measure(request).Errors is { } errors ? OAuthError.InvalidInput(errors) : request!;

    /// <summary>Validates the request and writes it as the address of Podio's page.</summary>
    /// <remarks>
    /// Deterministic. The endpoint's authorize address is kept, and gets each parameter once, form-escaped, in this order:
    /// <c>client_id</c>, <c>redirect_uri</c>, <c>response_type</c>, <c>scope</c> (where there is one), <c>state</c>. The address holds the
    /// state: it goes to the user's browser, not to a log.
    /// </remarks>
    /// <param name="endpoint">Where Podio is.</param>
    /// <exception cref="ArgumentNullException"><paramref name="endpoint"/> is null.</exception>
    public Either<OAuthError, Uri> ToUri(PodioEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var meter = Measure(this);
        if (meter.Errors is { } errors)
        {
            return OAuthError.InvalidInput(errors);
        }

        var form = new FormWriter(meter);
        Send(ref form);
        var query = Encoding.ASCII.GetString(form.Body);
        return new Uri($"{endpoint.Authorize.AbsoluteUri}?{query}");
    }

    private void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        sink.Text(ClientIdField, ClientId);
        sink.Text(RedirectUriField, RedirectUri);
        sink.Text(ResponseTypeField, ResponseType == AuthorizationResponseType.Token ? "token" : "code");
        sink.Optional(ScopeField, Scope?.ToString());
        sink.Secret(StateField, State);
    }

    private static FieldMeter Measure(AuthorizationRequest? request)
    {
        var meter = new FieldMeter();
        if (request is null)
        {
            meter.Add(FieldErrors.Absent(FieldNames.Request, isNull: true));
            return meter;
        }

        request.Send(ref meter);
        if (!Enum.IsDefined(request.ResponseType))
        {
            meter.Add(FieldErrors.Bad(FieldNames.ResponseType, FieldProblem.OutOfRange));
        }

        if (HasReservedQuery(request))
        {
            meter.Add(FieldErrors.Bad(FieldNames.RedirectUri, FieldProblem.Reserved));
        }

        return meter;
    }

    // A redirect URI's own query comes back in front of the answer (RFC 6749 §3.1.2), and both are read as one: no parameter of it may have
    // a name that this flow's answer may have.
    private static bool HasReservedQuery(AuthorizationRequest request)
    {
        if (request.RedirectUri?.Split('?', 2) is not [_, var query] || RedirectUriRule.FindProblem(request.RedirectUri) is not null)
        {
            return false; // There is no query, or what is wrong has been said.
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

/// <summary>What the authorize step hands back: the <c>response_type</c> (RFC 6749 §3.1.1, PODIO 1.8).</summary>
public enum AuthorizationResponseType
{
    /// <summary><c>code</c>: a code in the query, to be exchanged for a token by a server (RFC 6749 §4.1, PODIO 1.10).</summary>
    Code = 0,

    /// <summary><c>token</c>: a token in the fragment, for a page without a server (RFC 6749 §4.2, PODIO 1.11).</summary>
    Token,
}
