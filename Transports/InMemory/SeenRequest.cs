using System.Globalization;

namespace PodioOAuth.Functional.Serving;

/// <summary>A request that an <see cref="InMemoryPodio"/> has handled, without its secrets.</summary>
public sealed class SeenRequest
{
    internal SeenRequest(DateTimeOffset at, ReceivedRequest request, PodioStep step, string? fault)
    {
        At = at;
        Method = RequestSummary.MethodOf(request);
        Path = RequestSummary.PathOf(request);
        Fields = RequestSummary.FieldsOf(request);
        Status = step.Reply.Status;
        Fault = fault;
    }

    /// <summary>The time on the server's clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The method; <c>(unknown)</c> if HTTP doesn't define it.</summary>
    public string Method { get; }

    /// <summary>The path; <c>(unknown)</c> if the server doesn't know it.</summary>
    public string Path { get; }

    /// <summary>The fields by name, <c>[redacted]</c> for a secret. For a request that couldn't be read, the problem with each
    /// field.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>The status of the reply, whether or not it arrived.</summary>
    public int Status { get; }

    /// <summary>The fault that the request triggered, such as <c>Cut</c>, or null.</summary>
    public string? Fault { get; }

    /// <summary>Returns method, path and status.</summary>
    public override string ToString() => $"{Method} {Path} {Status}{(Fault is null ? "" : $" ({Fault})")}";
}

/// <summary>The parts of a request that may be shown: names, and the values that aren't secret.</summary>
internal static class RequestSummary
{
    private const string Redacted = "[redacted]";
    private const string Unknown = "(unknown)";

    private static readonly HashSet<string> Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

    private static readonly HashSet<string> Paths =
    [
        TokenOperation.FormPath, TokenOperation.JsonPath, ChallengeOperation.Path, AuthorizeOperation.Path,
        ProtectedOperations.ScopePath, ProtectedOperations.InvalidatePath, ProtectedOperations.UserStatusPath, ProtectedOperations.EchoPath,
    ];

    internal static string MethodOf(ReceivedRequest request) => Known(Methods, request.Method);

    internal static string PathOf(ReceivedRequest request) => Known(Paths, request.RevealPath());

    internal static IReadOnlyDictionary<string, string> FieldsOf(ReceivedRequest request) => request.RevealPath() switch
    {
        TokenOperation.FormPath or TokenOperation.JsonPath => TokenRequest.Decode(request).Match(Right: Of, Left: Of),
        ChallengeOperation.Path => SecondFactorRequest.Decode(request).Match(Right: Of, Left: Of),
        AuthorizeOperation.Path => Of(AuthorizeQuery.Read(request.RevealQuery())),
        _ => Pairs((FieldNames.Authorization, request.Authorization is null ? null : Redacted)),
    };

    private static Dictionary<string, string> Of(TokenRequest request) => Pairs(
    [
        (FieldNames.GrantType, request.Grant.GrantType),
        .. request.Grant.Match<(string, string?)[]>(
            authorizationCode: grant => [(FieldNames.Code, Redacted), (FieldNames.RedirectUri, grant.RedirectUri)],
            password: grant => [(FieldNames.Username, grant.Username), (FieldNames.Password, Redacted)],
            app: grant => [(FieldNames.AppId, grant.AppId.ToString(CultureInfo.InvariantCulture)), (FieldNames.AppToken, Redacted)],
            refreshToken: _ => [(FieldNames.RefreshToken, Redacted)]),
        (FieldNames.ClientId, request.Client.ClientId),
        (FieldNames.ClientSecret, Redacted),
    ]);

    private static Dictionary<string, string> Of(SecondFactorRequest request) => Pairs(
        (FieldNames.Nonce, Redacted),
        (request.Factor.Match(oneTimeCode: _ => FieldNames.OneTimeCode, recoveryCode: _ => FieldNames.RecoveryCode), Redacted));

    private static Dictionary<string, string> Of(AuthorizeQuery query) => Pairs(
        ("client_id", query.ClientId), ("redirect_uri", query.RedirectUri), ("response_type", query.ResponseType), ("scope", query.Scope),
        ("state", query.State is null ? null : Redacted));

    // Several errors of one field are combined into one entry.
    private static Dictionary<string, string> Of(OAuthError error) => UnreadableRequest.FieldsOf(error)
        .GroupBy(field => field.Field, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(field => field.Problem)), StringComparer.Ordinal);

    private static Dictionary<string, string> Pairs(params (string Name, string? Value)[] fields) => fields
        .Where(field => field.Value is not null)
        .ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal);

    private static string Known(HashSet<string> known, string? text) => text is not null && known.Contains(text) ? text : Unknown;
}
