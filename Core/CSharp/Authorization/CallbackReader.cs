using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PodioOAuth.Functional;

/// <summary>Parses what the authorize page sent back.</summary>
internal static class CallbackReader
{
    /// <summary>The maximum length of query and fragment together, in bytes of UTF-8.</summary>
    internal const int Longest = 64 * 1024;

    internal static FieldError TooLong { get; } = FieldErrors.Bad(FieldNames.Callback, FieldProblem.TooLong);

    internal static AuthorizationCallback ReadAddress(Secret expectedState, string? address)
    {
        var text = address.AsSpan().Trim();
        if (text.Length > Longest)
        {
            return AuthorizationCallback.Malformed(TooLong);
        }

        var hash = text.IndexOf('#');
        var beforeHash = hash < 0 ? text : text[..hash];
        var question = beforeHash.IndexOf('?');
        return Read(
            expectedState,
            question < 0 ? null : beforeHash[question..].ToString(), // With its question mark: another may follow.
            hash < 0 ? null : text[hash..].ToString());
    }

    internal static AuthorizationCallback Read(Secret expectedState, string? query, string? fragment)
    {
        if (IsTooLong(query ?? "", fragment ?? ""))
        {
            return AuthorizationCallback.Malformed(TooLong);
        }

        var (inQuery, inFragment) =
            (new CallbackFields(AuthorizationCallback.KnownInQuery), new CallbackFields(AuthorizationCallback.KnownFields));
        inQuery.Read('?', query);
        inFragment.Read('#', fragment);
        if ((inQuery.Error ?? inFragment.Error) is { } unreadable)
        {
            return AuthorizationCallback.Malformed(unreadable);
        }

        if (!inQuery.IsEmpty && !inFragment.IsEmpty)
        {
            return Malformed(FieldNames.Callback, FieldProblem.Contradictory); // Which of the two is the result?
        }

        var fields = inQuery.IsEmpty ? inFragment : inQuery;
        return fields[FieldNames.State] is { } state && expectedState.Equals(new Secret(state))
            ? ReadAnswer(fields, isFragment: inQuery.IsEmpty)
            : AuthorizationCallback.Forged;
    }

    private static bool IsTooLong(string query, string fragment) =>
        (long)query.Length + fragment.Length > Longest // A long text isn't even counted.
        || Encoding.UTF8.GetByteCount(query) + Encoding.UTF8.GetByteCount(fragment) > Longest;

    private static AuthorizationCallback ReadAnswer(CallbackFields fields, bool isFragment)
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

    private static AuthorizationCallback ReadToken(string accessToken, CallbackFields fields)
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

        var lifetime = fields[FieldNames.ExpiresIn] is { } seconds ? LifetimeReader.Read(seconds) : null;
        return AuthorizationCallback.GrantedToken(
            new Token(new Secret(accessToken), type, lifetime, refreshToken, TokenReference.None, fields[FieldNames.Scope]));
    }

    // The same rule that this text must satisfy in the next request or in a header.
    private static FieldError? ProblemOf(string field, string? secret) =>
        secret is not null && TextProblem.Find(secret, TextRule.VsChar) is { } problem
            ? FieldErrors.Bad(field, problem.Problem, problem.Index)
            : null;

    private static AuthorizationCallback Malformed(string field, FieldProblem problem) =>
        AuthorizationCallback.Malformed(FieldErrors.Bad(field, problem));
}

/// <summary>The known parameters of one part of the callback, and the first problem with them.</summary>
/// <remarks>An unknown parameter or a label never invalidates the result.</remarks>
/// <param name="known">The parameters to keep, by name.</param>
internal sealed class CallbackFields(FieldSet known) : IFormPairs
{
    private const byte NoUtf8 = 0xFF;

    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    /// <summary>Gets the value of a parameter; null if it wasn't sent, has no value, or is an unreadable label.</summary>
    internal string? this[string name] => _values.GetValueOrDefault(name);

    internal FieldError? Error { get; private set; }

    /// <summary>Whether no known parameter was sent, not even one without a value.</summary>
    internal bool IsEmpty => _values.Count == 0;

    /// <param name="mark">The character that it may begin with.</param>
    /// <param name="text">The part; null for none.</param>
    internal void Read(char mark, string? text)
    {
        var escaped = text.AsSpan();
        escaped = escaped.StartsWith(mark) ? escaped[1..] : escaped;
        var bytes = new byte[3 * escaped.Length]; // A UTF-16 code unit takes at most three bytes.
        var length = 0;
        while (Utf8.FromUtf16(escaped, bytes.AsSpan(length), out var read, out var written, replaceInvalidSequences: false)
            != OperationStatus.Done)
        {
            length += written;
            bytes[length++] = NoUtf8; // A lone surrogate makes only its own parameter unreadable.
            escaped = escaped[(read + 1)..];
        }

        Utf8.FromUtf16(escaped, bytes.AsSpan(length), out _, out var rest);
        FormBodyReader.Read(bytes.AsSpan(0, length + rest), this);
    }

    public string? NameOf(ReadOnlySpan<byte> utf8) => known.Find(utf8)?.Name;

    public void Take(string name, string value) => Keep(name, value.Length == 0 ? null : value);

    public void Refuse(string? name, FieldProblem problem, ReadOnlySpan<byte> bytes)
    {
        if (name is null || known.Find(name) is not { } field)
        {
            return;
        }

        Keep(name, name == FieldNames.ErrorDescription && !bytes.IsEmpty ? MendedText.Of(bytes) : null); // For people to read.
        Error ??= field.IsLabel ? null : FieldErrors.Bad(name, problem);
    }

    private void Keep(string name, string? value)
    {
        if (known.Find(name) is { } field && !_values.TryAdd(name, value)
            && !(field.IsLabel && IsSame(name, _values[name], value)))
        {
            Error ??= FieldErrors.Bad(name, FieldProblem.Duplicate);
        }
    }

    private static bool IsSame(string name, string? one, string? other) => one == other || name switch
    {
        FieldNames.ExpiresIn => ReadLifetime(one) == ReadLifetime(other),
        FieldNames.TokenType => TokenTypeText.Read(one) is not null && TokenTypeText.Read(other) is not null,
        _ => false,
    };

    private static TimeSpan? ReadLifetime(string? text) => text is null ? null : LifetimeReader.Read(text);
}
