using LanguageExt;

namespace PodioOAuth.Functional;

// Check : Token → Either<OAuthError, Token>      idempotent

/// <summary>The rules for every token, whether it was read from a reply or created by hand.</summary>
internal static class TokenRules
{
    /// <summary>Returns the token as a reply would have given it, or every field that no reply can contain. A label never costs the
    /// token.</summary>
    internal static Either<OAuthError, Token> Check(Token token)
    {
        var type = TokenTypeText.Read(token.TokenType);
        var refreshToken = token.RefreshToken is { } secret && secret.Reveal().Length > 0 ? secret : null; // As in a reply.
        FieldError?[] problems =
        [
            token.AccessToken is { } accessToken
                ? ProblemOf(FieldNames.AccessToken, accessToken)
                : FieldErrors.Absent(FieldNames.AccessToken, isNull: true),
            type is null ? FieldErrors.Bad(FieldNames.TokenType, FieldProblem.Unsupported) : null,
            refreshToken is null ? null : ProblemOf(FieldNames.RefreshToken, refreshToken),
        ];
        return problems.OfType<FieldError>().ToList() is { Count: > 0 } errors ? OAuthError.InvalidInput(errors) : token with
        {
            TokenType = type!,
            Lifetime = LifetimeReader.Clamp(token.Lifetime),
            RefreshToken = refreshToken is not null && TokenText.FitsInRequest(refreshToken.Reveal()) ? refreshToken : null,
            Reference = Check(token.Reference),
            Scope = LabelText.Read(token.Scope),
        };
    }

    private static FieldError? ProblemOf(string field, Secret secret)
    {
        var text = secret.Reveal();
        return text.Length == 0 ? FieldErrors.Absent(field, isNull: false)
            : TokenText.IndexOfProblem(text) is >= 0 and var index ? FieldErrors.Bad(field, FieldProblem.InvalidCharacter, index)
            : null;
    }

    private static TokenReference Check(TokenReference? reference) => reference switch
    {
        null => TokenReference.None,
        OtherReference other => TokenReference.Create(LabelText.Read(other.Type), LabelText.Read(other.Id)),
        _ => reference, // An ID, or nothing.
    };
}

/// <summary>Checks the token type: a label with a single value in Podio (PODIO 3.3). An absent, empty or unreadable type counts as that
/// value.</summary>
internal static class TokenTypeText
{
    internal const string Bearer = "bearer";

    /// <summary>Returns the type as it was written; null if it isn't bearer.</summary>
    internal static string? Read(string? text) =>
        LabelText.Read(text) is not { } type ? Bearer
        : type.Equals(Bearer, StringComparison.OrdinalIgnoreCase) ? type
        : null;
}

/// <summary>Returns a label. Losing a token over one helps no one, so a meaningless one counts as absent.</summary>
internal static class LabelText
{
    /// <summary>Returns the text; null if it is empty or contains a lone surrogate, which no store or reply returns unchanged.</summary>
    internal static string? Read(string? text) => string.IsNullOrEmpty(text) || !IsWhole(text) ? null : text;

    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }

            text = text[(at + 2)..];
        }

        return true;
    }
}
