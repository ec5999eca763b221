using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PodioOAuth.Functional;

/// <summary>Reads what the authorize page sent back.</summary>
internal static class CallbackReader
{
    /// <summary>How much is looked at, query and fragment together, in bytes of UTF-8.</summary>
    internal const int Longest = 64 * 1024;

    internal static FieldError TooLong { get; } = FieldErrors.Bad(FieldNames.Callback, FieldProblem.TooLong);

    internal static AuthorizationCallback ReadAddress(Secret expectedState, string? address)
    {
        var text = (address ?? "").AsSpan().Trim();
        if (text.Length > Longest)
        {
            return AuthorizationCallback.Malformed(TooLong);
        }

        var hash = text.IndexOf('#');
        var beforeHash = hash < 0 ? text : text[..hash];
        var question = beforeHash.IndexOf('?');
        return Read(
            expectedState,
            question < 0 ? null : beforeHash[question..].ToString(), // With its mark: the text after it may begin with another.
            hash < 0 ? null : text[hash..].ToString());
    }

    internal static AuthorizationCallback Read(Secret expectedState, string? query, string? fragment)
    {
        if (IsTooLong(query ?? "", fragment ?? ""))
        {
            return AuthorizationCallback.Malformed(TooLong);
        }

        var (inQuery, inFragment) = (NewFields(), NewFields());
        if ((ReadPart(FieldNames.Query, '?', query, inQuery) ?? ReadPart(FieldNames.Fragment, '#', fragment, inFragment)) is { } unreadable)
        {
            return AuthorizationCallback.Malformed(unreadable);
        }

        if (!inQuery.IsEmpty && !inFragment.IsEmpty)
        {
            return Malformed(FieldNames.Callback, FieldProblem.Contradictory); // Which of the two is the answer?
        }

        var fields = inQuery.IsEmpty ? inFragment : inQuery;
        return fields[FieldNames.State] is { } state && expectedState.Equals(new Secret(state))
            ? ReadAnswer(fields, isFragment: inQuery.IsEmpty)
            : AuthorizationCallback.Forged;
    }

    private static ReceivedFields NewFields() => new(AuthorizationCallback.KnownFields);

    private static bool IsTooLong(string query, string fragment) =>
        (long)query.Length + fragment.Length > Longest // So that a long one is not even counted.
        || Encoding.UTF8.GetByteCount(query) + Encoding.UTF8.GetByteCount(fragment) > Longest;

    /// <summary>Reads one part into the fields. The first thing that is wrong with it, if anything is.</summary>
    internal static FieldError? ReadPart(string part, char mark, string? text, ReceivedFields fields)
    {
        var escaped = text.AsSpan();
        escaped = escaped.StartsWith(mark) ? escaped[1..] : escaped;
        var bytes = new byte[3 * escaped.Length]; // A UTF-16 unit takes three bytes at most.
        if (Utf8.FromUtf16(escaped, bytes, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            return FieldErrors.Bad(part, FieldProblem.InvalidUtf8);
        }

        FormBodyReader.Read(bytes.AsSpan(0, length), fields);
        return fields.Errors.FirstOrDefault() is not { } error ? null
            : error.Field == FieldNames.Body ? FieldErrors.Bad(part, error.Problem) // Of a name that is not ours, or not readable.
            : error;
    }

    private static AuthorizationCallback ReadAnswer(ReceivedFields fields, bool isFragment)
    {
        var (error, code, token) = (fields[FieldNames.Error], fields[FieldNames.Code], fields[FieldNames.AccessToken]);
        return (error, code, token) switch
        {
            (null, null, null) => Malformed(FieldNames.Callback, FieldProblem.Missing),
            (not null, null, null) => AuthorizationCallback.Rejected(
                new ServerCode(error), fields[FieldNames.ErrorDescription] is { } description ? new ServerText(description) : null),
            (null, not null, null) => isFragment ? Malformed(FieldNames.Code, FieldProblem.Misplaced) : ReadCode(code),
            (null, null, not null) => isFragment ? ReadToken(token, fields) : Malformed(FieldNames.AccessToken, FieldProblem.Misplaced),
            _ => Malformed(FieldNames.Callback, FieldProblem.Contradictory),
        };
    }

    private static AuthorizationCallback ReadCode(string code) => ProblemOf(FieldNames.Code, code) is { } problem
        ? AuthorizationCallback.Malformed(problem)
        : AuthorizationCallback.GrantedCode(new Secret(code));

    private static AuthorizationCallback ReadToken(string accessToken, ReceivedFields fields)
    {
        var refreshToken = fields[FieldNames.RefreshToken];
        if ((ProblemOf(FieldNames.AccessToken, accessToken) ?? ProblemOf(FieldNames.RefreshToken, refreshToken)) is { } problem)
        {
            return AuthorizationCallback.Malformed(problem);
        }

        if (TokenTypeText.Read(fields[FieldNames.TokenType]) is not { } type)
        {
            return Malformed(FieldNames.TokenType, FieldProblem.Unsupported);
        }

        TimeSpan? lifetime = null;
        if (fields[FieldNames.ExpiresIn] is { } seconds && LifetimeReader.Read(seconds, out lifetime) is not null)
        {
            return Malformed(FieldNames.ExpiresIn, FieldProblem.Malformed);
        }

        return AuthorizationCallback.GrantedToken(
            new Token(new Secret(accessToken), type, lifetime, refreshToken, TokenReference.None, fields[FieldNames.Scope]));
    }

    // The rule that the same text has to follow in the next request, or in a header.
    private static FieldError? ProblemOf(string field, string? secret)
    {
        var measure = secret is null ? default : TextMeasure.Of(secret, TextRule.VsChar);
        return measure.Problem is { } problem ? FieldErrors.Bad(field, problem, measure.Index) : null;
    }

    private static AuthorizationCallback Malformed(string field, FieldProblem problem) =>
        AuthorizationCallback.Malformed(FieldErrors.Bad(field, problem));
}
