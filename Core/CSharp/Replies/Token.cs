using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PodioOAuth.Functional;

// Token = AccessToken × TokenType × Lifetime? × RefreshToken? × TokenReference × Scope?

/// <summary>A token that Podio granted. A value with value equality and without a clock: expiry is counted from the instant before the
/// request was sent.</summary>
/// <param name="AccessToken">The access token. 128 characters "currently" (PODIO 3.2): don't rely on its length or alphabet.</param>
/// <param name="TokenType">The type as the server wrote it: <c>bearer</c> in any case. It isn't the header scheme (PODIO 5.1).</param>
/// <param name="Lifetime">The access token's lifetime, or null if the reply didn't say: then renew only after a 401 (PODIO 7.11). Zero or
/// negative if it has already expired. At most 100 years.</param>
/// <param name="RefreshToken">The refresh token, or null.</param>
/// <param name="Reference">The owner of the token.</param>
/// <param name="Scope">The granted scope as the server wrote it, or null.</param>
public sealed record Token(
    Secret AccessToken,
    string TokenType,
    TimeSpan? Lifetime,
    Secret? RefreshToken,
    TokenReference Reference,
    string? Scope)
{
    /// <summary>Returns the value of the <c>Authorization</c> header of an API call: <c>OAuth2</c> and the access token in plain text
    /// (PODIO 5.1).</summary>
    /// <remarks>For clients that take a string. The package <c>PodioOAuth.Functional.HttpClient</c> sets it on an
    /// <c>HttpRequestMessage</c>, and <c>….Flurl</c> on an <c>IFlurlRequest</c>: <c>request.WithPodioToken(token)</c>.</remarks>
    public string RevealAuthorizationHeader() => "OAuth2 " + AccessToken.Reveal();

    /// <summary>Returns the instant at which the access token expires, or null if its lifetime is unknown. Saturates.</summary>
    /// <param name="requestedAt">The instant before the request was sent: a later one would overstate the remaining lifetime.</param>
    public DateTimeOffset? ExpiresAt(DateTimeOffset requestedAt) => Lifetime is { } lifetime ? Instants.Add(requestedAt, lifetime) : null;

    /// <summary>Returns whether the access token is known to have expired. False if its lifetime is unknown.</summary>
    /// <param name="requestedAt">The instant before the request was sent.</param>
    /// <param name="now">The current instant.</param>
    public bool IsExpired(DateTimeOffset requestedAt, DateTimeOffset now) =>
        Lifetime <= TimeSpan.Zero || ExpiresAt(requestedAt) <= now; // The first holds whatever the clock did since.

    /// <summary>Returns the token to continue with after a refresh: the renewed one, with whatever the refresh reply left out taken from
    /// this one.</summary>
    /// <remarks>
    /// If the reply has no refresh token, the old one stays valid (RFC 6749 §6, PODIO 7.1); if it has no scope, the scope is unchanged (RFC
    /// 6749 §6); if it has no reference, the token still belongs to the same user or app.
    /// </remarks>
    /// <param name="renewed">The token in the refresh reply.</param>
    public Token RenewedBy(Token renewed)
    {
        ArgumentNullException.ThrowIfNull(renewed);
        return renewed with
        {
            RefreshToken = renewed.RefreshToken ?? RefreshToken,
            Scope = renewed.Scope ?? Scope,
            Reference = renewed.Reference is NoReference ? Reference : renewed.Reference,
        };
    }

    // Whether a text of the server's own making stands in it, which might quote what was sent.
    private bool HoldsServerText => Scope is not (null or ReplyMembers.GlobalAll) || Reference is OtherReference;

    /// <summary>Returns the same token with the secrets of the request removed from scope and reference. The tokens themselves are
    /// unchanged.</summary>
    internal Token Without(IHasSecrets request) => HoldsServerText ? Without(SecretScrubber.Of(request)) : this;

    private Token Without(SecretScrubber secrets) => this with
    {
        Scope = Scope is null || IsNoQuotation(secrets) ? Scope : secrets.Scrub(Scope),
        Reference = Reference is OtherReference other
            ? TokenReference.Create(secrets.Scrub(other.Type), secrets.Scrub(other.Id))
            : Reference,
    };

    // A short secret may be part of one of the words in Podio's scopes, and these aren't scrubbed. An ID in a scope is the server's text.
    private bool IsNoQuotation(SecretScrubber secrets) => PodioScope.Parse(Scope).Match(
        Right: scope => !scope.Items.Any(item => item.Id is { } id && secrets.Holds(id.ToString(CultureInfo.InvariantCulture))),
        Left: _ => false);

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("AccessToken = ").Append(AccessToken)
            .Append(", TokenType = ").Append(Printable.PlainOrLength(TokenType ?? ""))
            .Append(", Lifetime = ").Append(Lifetime)
            .Append(", RefreshToken = ").Append(RefreshToken)
            .Append(", Reference = ").Append(Reference)
            .Append(", Scope = ").Append(Scope is null ? "none" : Printable.PlainOrLength(Scope));
        return true;
    }
}

/// <summary>Reads an access or refresh token: 1*VSCHAR (RFC 6749 A.12, A.17), because it is sent in a header or the next request. Null
/// counts as absent.</summary>
internal static class TokenText
{
    internal static MalformedReplyProblem? Read(ref Utf8JsonReader reader, out string? token)
    {
        token = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return MalformedReplyProblem.WrongType;
        }

        if (reader.ValueIsEscaped)
        {
            return ReadEscaped(ref reader, out token);
        }

        if (reader.ValueSpan.IsEmpty || reader.ValueSpan.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            return MalformedReplyProblem.InvalidCharacter;
        }

        token = Encoding.ASCII.GetString(reader.ValueSpan);
        return null;
    }

    /// <summary>Returns where a non-empty string stops being a valid token; negative if it is valid.</summary>
    internal static int IndexOfProblem(string text) => text.AsSpan().IndexOfAnyExceptInRange('\x20', '\x7E');

    /// <summary>Whether a valid refresh token fits into the request that would send it. One that doesn't is as useless as an empty one,
    /// and counts as absent, which doesn't cost the access token.</summary>
    internal static bool FitsInRequest(string refreshToken) => refreshToken.Length <= BodyWriter.LongestField;

    private static MalformedReplyProblem? ReadEscaped(ref Utf8JsonReader reader, out string? token)
    {
        token = JsonText.Read(reader) is { } text && IndexOfProblem(text) < 0 ? text : null;
        return token is null ? MalformedReplyProblem.InvalidCharacter : null;
    }
}

/// <summary>Reads <c>expires_in</c>: seconds as a number or a numeric string (PODIO 3.4), rounded down, limited to 100 years in either
/// direction (PODIO 7.11). It is a label: an unreadable one means unknown and doesn't cost the token.</summary>
internal static class LifetimeReader
{
    private const long SecondsPerCentury = 36525L * 24 * 60 * 60;

    private static readonly TimeSpan Century = TimeSpan.FromSeconds(SecondsPerCentury);

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("+-.0123456789Ee"u8);

    internal static TimeSpan? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return Read(reader.ValueSpan);
            case JsonTokenType.String:
                return JsonText.Read(reader) is { } text ? Read(text) : null;
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>Reads a string: a JSON string, or a callback parameter, which is always text (PODIO 1.11).</summary>
    internal static TimeSpan? Read(string text) => Read(Encoding.UTF8.GetBytes(text.Trim()));

    /// <summary>Reads a lifetime that is already known.</summary>
    internal static TimeSpan? Clamp(TimeSpan? lifetime) => lifetime > Century ? Century : lifetime < -Century ? -Century : lifetime;

    private static TimeSpan? Read(ReadOnlySpan<byte> number) =>
        Utf8Parser.TryParse(number, out long whole, out var read) && read == number.Length
            ? TimeSpan.FromSeconds(Math.Clamp(whole, -SecondsPerCentury, SecondsPerCentury))
        : !number.ContainsAnyExcept(NumberBytes)
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds((long)Math.Floor(Math.Clamp(seconds, -SecondsPerCentury, SecondsPerCentury)))
        : null;
}
