using System.Text;
using LanguageExt;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// TokenRequest = ClientCredentials × Grant × WireFormat
// Validate : TokenRequest    → Either<OAuthError, TokenRequest>
// Encode   : TokenRequest    → Either<OAuthError, FormRequest>
// Decode   : FormRequest     → Either<OAuthError, TokenRequest>      Decode(Encode(r)) == r
// Decode   : ReceivedRequest → Either<OAuthError, TokenRequest>

/// <summary>A request for a token: the client, the grant and the wire format.</summary>
/// <remarks>
/// An immutable value with value equality. It can be invalid: <see cref="Validate"/> returns a checked <see cref="TokenRequest"/>, and
/// <see cref="Encode"/> the <see cref="FormRequest"/> that a transport sends. There is no scope, because it belongs to the authorize step
/// (PODIO 2.13).</remarks>
/// <param name="Client">The client credentials. They are sent once, in the body (PODIO 2.6, 7.7).</param>
/// <param name="Grant">The grant.</param>
/// <param name="Format">The wire format, which determines the endpoint. The library never changes it (PODIO 7.9).</param>
public sealed record TokenRequest(ClientCredentials Client, Grant Grant, WireFormat Format = WireFormat.Form) : IHasSecrets
{
    /// <summary>Returns the request if every field is valid; otherwise, an <see cref="InvalidInputError"/> with every invalid
    /// field.</summary>
    /// <remarks>A text field must be present, match its production in RFC 6749 appendix A, and have at most 16,384 bytes of
    /// UTF-8.</remarks>
    /// <param name="request">The request. A null request, or a null in it, is reported as a field error.</param>
    public static Either<OAuthError, TokenRequest> Validate(TokenRequest? request) =>
        ErrorsOf(request) is { } errors ? OAuthError.InvalidInput(errors) : request!;

    /// <summary>Validates and encodes the request.</summary>
    /// <remarks>
    /// Deterministic and injective. The fields are sent in a fixed order, each once: <c>grant_type</c>, the grant's own fields in the order
    /// of its factory, <c>client_id</c>, <c>client_secret</c>. An absent redirect URI isn't sent.
    /// </remarks>
    /// <param name="request">The request. A null request, or a null in it, is reported as a field error.</param>
    public static Either<OAuthError, FormRequest> Encode(TokenRequest? request)
    {
        var body = new BodyWriter(request?.Format ?? WireFormat.Form, stackalloc byte[BodyWriter.UsualLength]);
        Send(request, ref body);
        return body.Errors is { } errors
            ? OAuthError.InvalidInput(errors)
            : FormRequest.ForToken(request!.Grant.GrantType, body.ToBytes());
    }

    /// <summary>Decodes a request that <see cref="Encode"/> wrote: its left inverse.</summary>
    public static Either<OAuthError, TokenRequest> Decode(FormRequest? request) => RequestDecoder.Decode(request?.AsReceived());

    /// <summary>Decodes a request that a server received, in any form that a correct client may send.</summary>
    /// <remarks>
    /// Accepted: fields in any order; space as <c>+</c> or <c>%20</c>; hexadecimal digits in either case; the client credentials in the
    /// body or by HTTP Basic (RFC 6749 §2.3.1), never both; <c>app_id</c> as a JSON number or string. A field without a value counts as
    /// omitted and unknown fields are ignored (RFC 6749 §3.2). Refused, with the field's name: a known field sent twice (PODIO 1.12),
    /// malformed escapes, invalid UTF-8, an unknown grant type, the wrong method, path or content type, a body over 1 MiB. Encoding the
    /// result gives the canonical form.
    /// </remarks>
    /// <param name="request">The received request.</param>
    public static Either<OAuthError, TokenRequest> Decode(ReceivedRequest? request) => RequestDecoder.Decode(request);

    /// <summary>The fields that <see cref="Decode(ReceivedRequest)"/> recognizes: those of every grant and of the client.</summary>
    internal static FieldSet KnownFields { get; } =
        new([.. Grant.Kinds.SelectMany(kind => kind.Fields), .. Field.Of<ClientCredentials>()]);

    IEnumerable<Secret> IHasSecrets.Secrets => Grant.Kind.SecretsOf(Grant).Concat(Field.SecretsOf(Client));

    /// <summary>Returns what is wrong with the request; null if it is valid.</summary>
    internal static List<FieldError>? ErrorsOf(TokenRequest? request)
    {
        var body = new BodyWriter(WireFormat.Form, stackalloc byte[BodyWriter.UsualLength]);
        Send(request, ref body);
        return body.Errors;
    }

    private static void Send(TokenRequest? request, ref BodyWriter body)
    {
        if (request is null)
        {
            body.Add(FieldErrors.Absent(FieldNames.Request, isNull: true));
            return;
        }

        if (request.Format is not (WireFormat.Form or WireFormat.Json))
        {
            body.Add(FieldErrors.Bad(FieldNames.Format, FieldProblem.OutOfRange));
        }

        if (request.Grant is { } grant)
        {
            body.GrantType(grant.Kind);
            grant.Send(ref body);
        }
        else
        {
            body.Add(FieldErrors.Absent(FieldNames.GrantType, isNull: true));
        }

        ClientCredentials.Send(request.Client, ref body);
    }
}

// ClientCredentials = ClientId × ClientSecret

/// <summary>The API key created in Podio: client ID and client secret (RFC 6749 §2.3.1).</summary>
/// <remarks>
/// Both are opaque: Podio's client IDs are short names or, for old keys, an email address (PODIO 2.12). Nothing is checked here;
/// <see cref="TokenRequest.Validate"/> reports a missing or invalid value, so you can pass the value of an unset environment variable.
/// </remarks>
public sealed record ClientCredentials : IHasFields<ClientCredentials>
{
    /// <summary>Creates credentials from a client ID and a client secret.</summary>
    /// <param name="clientId">The client ID: 1 to 16,384 characters of VSCHAR (RFC 6749 A.1).</param>
    /// <param name="clientSecret">The client secret: 1 to 16,384 characters of VSCHAR (RFC 6749 A.2).</param>
    public ClientCredentials(string? clientId, Secret? clientSecret) => (ClientId, ClientSecret) = (clientId!, clientSecret!);

    /// <summary>The client ID. Not secret.</summary>
    public string ClientId { get; init; }

    /// <summary>The client secret.</summary>
    public Secret ClientSecret { get; init; }

    /// <summary>Deconstructs the credentials.</summary>
    public void Deconstruct(out string clientId, out Secret clientSecret) => (clientId, clientSecret) = (ClientId, ClientSecret);

    private static readonly Field IdField = new(FieldNames.ClientId, TextRule.VsChar);
    private static readonly Field SecretField = new(FieldNames.ClientSecret, TextRule.VsChar);

    static void IHasFields<ClientCredentials>.Send<TSink>(ClientCredentials? client, ref TSink sink) => Send(client, ref sink);

    // Called directly by every request: a call through the interface would cost a lookup.
    internal static void Send<TSink>(ClientCredentials? client, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        sink.Text(IdField, client?.ClientId);
        sink.Secret(SecretField, client?.ClientSecret);
    }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("ClientId = ").Append(Printable.Escape(ClientId)).Append(", ClientSecret = ").Append(ClientSecret);
        return true;
    }
}
