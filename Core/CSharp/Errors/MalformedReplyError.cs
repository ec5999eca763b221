namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.MalformedReply"/>: a reply that says nothing this library understands.</summary>
public sealed record MalformedReplyError : OAuthError
{
    internal MalformedReplyError(ReplyFacts facts, string where, MalformedReplyProblem problem) =>
        (Facts, Where, Problem) = (facts, where, problem);

    /// <summary>The reply's facts.</summary>
    public new ReplyFacts Facts // "new": the base gives it for every error, or null.
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Where in the body: a JSON path made of known names only, such as <c>$.access_token</c>; <c>$</c> for the whole.</summary>
    public string Where { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>What is wrong there.</summary>
    public MalformedReplyProblem Problem { get; init; }

    internal override string Sentence =>
        $"The reply could not be understood: {ProblemSentence} at {Printable.Escape(Where)}{Facts.Sentence}.";

    internal override RetryAdvice Advice => Problem switch
    {
        MalformedReplyProblem.UnsupportedTokenType => Functional.RetryAdvice.Useless,
        MalformedReplyProblem.Truncated => Functional.RetryAdvice.Ambiguous(Facts.RetryAfter),
        _ when Facts.Status is >= 300 and <= 499 => Functional.RetryAdvice.Useless,
        _ => Functional.RetryAdvice.Ambiguous(Facts.RetryAfter),
    };

    internal override bool IsInDoubt => true;

    private protected override ReplyFacts? FactsOfReply => Facts;

    private string ProblemSentence => Problem switch
    {
        MalformedReplyProblem.Empty => "it is empty",
        MalformedReplyProblem.NotJson => "it is not JSON",
        MalformedReplyProblem.Html => "it is a web page, not an answer of Podio's API",
        MalformedReplyProblem.Truncated => "it ends early",
        MalformedReplyProblem.TrailingData => "there is more after the object",
        MalformedReplyProblem.NotAnObject => "it is not a JSON object",
        MalformedReplyProblem.NotUtf8 => "it is not UTF-8",
        MalformedReplyProblem.TooDeep => "it is nested too deep",
        MalformedReplyProblem.TooLarge => "it is too large",
        MalformedReplyProblem.Missing => "a member is missing",
        MalformedReplyProblem.WrongType => "a member has the wrong type",
        MalformedReplyProblem.InvalidCharacter => "a token is empty or holds a character that is not allowed",
        MalformedReplyProblem.Duplicate => "a member stands twice",
        MalformedReplyProblem.UnsupportedTokenType => "the token type is not bearer",
        MalformedReplyProblem.Contradictory => "it holds both an error and a token",
        MalformedReplyProblem.Redirect => "it is a redirect, which is never followed with credentials",
        _ => "it is not valid",
    };

    private protected override OAuthError Without(SecretScrubber secrets) =>
        new MalformedReplyError(Facts.Without(secrets), Where, Problem);

    private protected override T Dispatch<T>(in Cases<T> on) => on.MalformedReply(this);
}

/// <summary>What is wrong with a reply that could not be understood.</summary>
public enum MalformedReplyProblem
{
    /// <summary>There is no body, or only white space.</summary>
    Empty = 0,

    /// <summary>The body is not JSON.</summary>
    NotJson,

    /// <summary>The body is a page: a proxy, a gateway or a captive portal answered, not Podio.</summary>
    Html,

    /// <summary>The JSON ends early.</summary>
    Truncated,

    /// <summary>There is more after the JSON object.</summary>
    TrailingData,

    /// <summary>The body is JSON but not an object.</summary>
    NotAnObject,

    /// <summary>The body cannot be read, and is not UTF-8.</summary>
    NotUtf8,

    /// <summary>Nested deeper than 64.</summary>
    TooDeep,

    /// <summary>Larger than 1 MiB, or than the bound of the transport.</summary>
    TooLarge,

    /// <summary>A needed member is missing.</summary>
    Missing,

    /// <summary>A member has a value of the wrong type.</summary>
    WrongType,

    /// <summary>A token that is empty or holds a character outside VSCHAR (RFC 6749 A.12, A.17): it could split a header.</summary>
    InvalidCharacter,

    /// <summary>A token stands twice, or another member with two values.</summary>
    Duplicate,

    /// <summary>A token type other than <c>bearer</c>.</summary>
    UnsupportedTokenType,

    /// <summary>Both an error and a token.</summary>
    Contradictory,

    /// <summary>A redirect. It is never followed with credentials.</summary>
    Redirect,
}
