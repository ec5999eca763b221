using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>The JSON entry under a key: versioned, and including the key, so that another login's entry is recognized.</summary>
internal sealed record StoredEntry(
    string Format,
    int Version,
    string Key,
    StoredProof? OriginProof,
    StoredToken? Token,
    DateTimeOffset? PendingSince,
    DateTimeOffset? PendingCodeSince,
    DateTimeOffset? SignedOutAt,
    DateTimeOffset? EndsAt,
    SpentCode? SpentCode,
    bool IsRefreshTokenSpent,
    bool IsAccessTokenRefused, // The name in stores.
    bool IsOnProbation,
    bool IsWrittenBack,
    StoredCoolDown? CoolDown,
    StoredCoolDown? Pause)
{
    internal const string FormatName = "podio-oauth";
    internal const int FormatVersion = 1;

    internal static byte[] Write(string key, RenewalState state, StoredProof? proof = null) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredEntry(
            FormatName, FormatVersion, key, proof,
            state.Login is { } login ? StoredToken.Of(login) : null,
            state.PendingSince, state.PendingCodeSince, state.SignedOutAt, state.EndsAt, state.SpentCode,
            state.IsRefreshTokenSpent, state.IsAccessTokenRejected, state.IsOnProbation,
            state.IsWrittenBack,
            StoredCoolDown.Of(state.RateLimitCoolDown), StoredCoolDown.Of(state.FailureCoolDown)),
        StoreJson.Default.StoredEntry);

    /// <summary>Parses an entry.</summary>
    /// <exception cref="StoreException">The bytes are torn, or not an entry of this key.</exception>
    internal static StoredEntry Read(string key, ReadOnlyMemory<byte> bytes)
    {
        var entry = Parse(bytes);
        return entry.Format == FormatName && entry.Version == FormatVersion && entry.Key == key
            ? entry
            : throw new StoreException(StoreProblem.Foreign, "the entry is of another kind or version, or belongs to another login");
    }

    /// <summary>Returns the state in the entry, with an origin.</summary>
    /// <exception cref="StoreException">The entry's token is invalid.</exception>
    internal RenewalState ToState(Grant? origin) => new(origin, Token?.ToLogin())
    {
        PendingSince = PendingSince,
        PendingCodeSince = PendingCodeSince,
        SignedOutAt = SignedOutAt,
        EndsAt = EndsAt,
        SpentCode = SpentCode,
        IsRefreshTokenSpent = IsRefreshTokenSpent,
        IsAccessTokenRejected = IsAccessTokenRefused,
        IsOnProbation = IsOnProbation,
        IsWrittenBack = IsWrittenBack,
        RateLimitCoolDown = CoolDown?.ToCoolDown(),
        FailureCoolDown = Pause?.ToCoolDown(),
    };

    private static StoredEntry Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(JsonLiterals.Cut(bytes.Span), StoreJson.Default.StoredEntry)
                ?? throw new StoreException(StoreProblem.Foreign, "the entry is null");
        }
        catch (JsonException exception)
        {
            // The exception's message may quote the entry, so only its position is reported. An object that ends early is torn; anything
            // else is foreign.
            throw new StoreException(
                bytes.Length == 0 || bytes.Span[0] == (byte)'{' ? StoreProblem.Torn : StoreProblem.Foreign,
                $"the entry can't be read at byte {exception.BytePositionInLine ?? 0}");
        }
    }
}

/// <summary>A stored token. Its secrets aren't encrypted here: the store's permissions or encryption protect them.</summary>
internal sealed record StoredToken(
    DateTimeOffset RequestedAt,
    string AccessToken,
    string TokenType,
    TimeSpan? Lifetime,
    string? RefreshToken,
    string? ReferenceType,
    string? ReferenceId,
    string? Scope)
{
    internal static StoredToken Of(SavedLogin login)
    {
        var token = login.Token;
        var (type, id) = token.Reference.Match<(string?, string?)>(
            user: user => ("user", user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            app: app => ("app", app.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            other: other => (other.Type, other.Id),
            none: _ => (null, null));
        return new StoredToken(
            login.RequestedAt, token.AccessToken.Reveal(), token.TokenType, token.Lifetime, token.RefreshToken?.Reveal(), type, id,
            token.Scope);
    }

    internal SavedLogin ToLogin() => SavedLogin.Validate(new(
        new Token(
            ((Secret?)AccessToken)!, TokenType, Lifetime, RefreshToken,
            TokenReference.Create(ReferenceType, ReferenceId), Scope),
        RequestedAt)).Match(
            Right: login => login,
            Left: _ => throw new StoreException(StoreProblem.Foreign, "the entry's token is invalid"));

    /// <summary>Returns a description without secrets.</summary>
    public override string ToString() => nameof(StoredToken);
}

/// <summary>The stored proof that a login was started with a secret: <see cref="Functional.OriginProof"/>.</summary>
internal sealed record StoredProof(byte[] Salt, byte[] Proof);

/// <summary>A stored cool-down.</summary>
internal sealed record StoredCoolDown(DateTimeOffset Since, DateTimeOffset Until)
{
    internal static StoredCoolDown? Of(CoolDown? coolDown) =>
        coolDown is null ? null : new StoredCoolDown(coolDown.Since, coolDown.Until);

    internal CoolDown ToCoolDown() => new(Since, Until);
}

/// <summary>Podio's naming, without duplicate members. Unknown members are ignored, so that a later version is recognized as one.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StoredEntry))]
internal sealed partial class StoreJson : JsonSerializerContext;
