namespace PodioOAuth.Functional;

/// <summary>The known fields of a received body or callback, each at most once, and every error met on the way. Unknown fields are not kept (RFC 6749 §3.2).</summary>
internal sealed class ReceivedFields
{
    private static readonly HashSet<string> TokenFields =
    [
        FieldNames.GrantType, FieldNames.ClientId, FieldNames.ClientSecret, FieldNames.Code, FieldNames.RedirectUri,
        FieldNames.Username, FieldNames.Password, FieldNames.AppId, FieldNames.AppToken, FieldNames.RefreshToken,
    ];

    private static readonly HashSet<string> SecondFactorFields = [FieldNames.Nonce, FieldNames.OneTimeCode, FieldNames.RecoveryCode];

    private static readonly HashSet<string> CallbackFields =
    [
        FieldNames.Code, FieldNames.State, FieldNames.Error, FieldNames.ErrorReason, FieldNames.ErrorDescription,
        FieldNames.AccessToken, FieldNames.TokenType, FieldNames.ExpiresIn, FieldNames.RefreshToken, FieldNames.Scope,
    ];

    private readonly HashSet<string> _known;
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    private ReceivedFields(HashSet<string> known) => _known = known;

    internal List<FieldError> Errors { get; } = [];

    /// <summary>The value of a field; null where it was not sent, or sent without a value.</summary>
    internal string? this[string field] => _values.GetValueOrDefault(field);

    internal static ReceivedFields OfToken() => new(TokenFields);

    internal static ReceivedFields OfSecondFactor() => new(SecondFactorFields);

    internal static ReceivedFields OfCallback() => new(CallbackFields);

    /// <summary>Whether no known field was sent, not even one without a value.</summary>
    internal bool IsEmpty => _values.Count == 0;

    internal bool IsKnown(string name) => _known.Contains(name);

    /// <summary>Takes a field; an empty value counts as omitted, but the field cannot come again.</summary>
    internal void Take(string field, string? value)
    {
        if (IsKnown(field) && !_values.TryAdd(field, string.IsNullOrEmpty(value) ? null : value))
        {
            Refuse(field, FieldProblem.Duplicate);
        }
    }

    /// <summary>Takes the client pair of an <c>Authorization</c> header.</summary>
    internal void TakeClient(string clientId, string clientSecret)
    {
        if (this[FieldNames.ClientId] is not null || this[FieldNames.ClientSecret] is not null)
        {
            Refuse(FieldNames.Authorization, FieldProblem.SentTwice);
            return;
        }

        _values.Remove(FieldNames.ClientId); // Sent without a value: as good as omitted (RFC 6749 §3.2).
        _values.Remove(FieldNames.ClientSecret);
        Take(FieldNames.ClientId, clientId);
        Take(FieldNames.ClientSecret, clientSecret);
    }

    /// <summary>Notes an error, once for a field and problem. A field without a name of ours is the body's.</summary>
    internal void Refuse(string field, FieldProblem problem)
    {
        var error = FieldErrors.Bad(field, problem);
        if (!Errors.Contains(error))
        {
            Errors.Add(error);
        }
    }

    /// <summary>The field to blame for something wrong near this name: an unknown name is the sender's text, and not repeated.</summary>
    internal string Blame(string? name) => name is not null && IsKnown(name) ? name : FieldNames.Body;

    internal IEnumerable<FieldError> MissingAmong(params IEnumerable<string> fields) =>
        fields.Where(field => this[field] is null).Select(field => FieldErrors.Absent(field, isNull: true));
}
