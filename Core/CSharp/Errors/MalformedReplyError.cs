namespace PodioOAuth.Functional;

/// <summary>The error of a reply that this library doesn't understand.</summary>
public sealed record MalformedReplyError : OAuthError
{
    internal MalformedReplyError(ReplyFacts facts, string where, MalformedReplyProblem problem) =>
        (Facts, Where, Problem) = (facts, where, problem);

    /// <summary>The reply's facts.</summary>
    public new ReplyFacts Facts // "new": the base has it for every error, possibly null.
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The location in the body: a JSON path of known names only, such as <c>$.access_token</c>; <c>$</c> for the whole
    /// body.</summary>
    public string Where { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>The problem at that location.</summary>
    public MalformedReplyProblem Problem { get; init; }

    internal override string Sentence =>
        $"The reply couldn't be understood: {ProblemSentence} at {Printable.Escape(Where)}{Facts.Sentence}.";

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
        MalformedReplyProblem.NotJson => "it isn't JSON",
        MalformedReplyProblem.Html => "it is a web page, not a reply from Podio's API",
        MalformedReplyProblem.Truncated => "it is truncated",
        MalformedReplyProblem.TrailingData => "there is data after the JSON object",
        MalformedReplyProblem.NotAnObject => "it isn't a JSON object",
        MalformedReplyProblem.NotUtf8 => "it isn't valid UTF-8",
        MalformedReplyProblem.TooDeep => "it is nested too deeply",
        MalformedReplyProblem.TooLarge => "it is too large",
        MalformedReplyProblem.Missing => "a member is missing",
        MalformedReplyProblem.WrongType => "a member has the wrong type",
        MalformedReplyProblem.InvalidCharacter => "a token is empty or contains a character that isn't allowed",
        MalformedReplyProblem.Duplicate => "a member appears twice",
        MalformedReplyProblem.UnsupportedTokenType => "the token type isn't bearer",
        MalformedReplyProblem.Contradictory => "it contains both an error and a token",
        MalformedReplyProblem.Redirect => "it is a redirect, and redirects are never followed with credentials",
        _ => "it isn't valid",
    };

    private protected override OAuthError Without(SecretScrubber secrets) =>
        new MalformedReplyError(Facts.Without(secrets), Where, Problem);

    private protected override T Dispatch<T>(in Cases<T> on) => on.MalformedReply(this);
}

/// <summary>Specifies what is wrong with a reply that couldn't be understood.</summary>
public enum MalformedReplyProblem
{
    /// <summary>The body is missing or contains only white space.</summary>
    Empty = 0,

    /// <summary>The body isn't JSON.</summary>
    NotJson,

    /// <summary>The body is a web page: a proxy, a gateway or a captive portal answered instead of Podio.</summary>
    Html,

    /// <summary>The JSON is truncated.</summary>
    Truncated,

    /// <summary>There is data after the JSON object.</summary>
    TrailingData,

    /// <summary>The body is JSON but not an object.</summary>
    NotAnObject,

    /// <summary>The body can't be read because it isn't valid UTF-8.</summary>
    NotUtf8,

    /// <summary>The JSON is nested more than 64 levels deep.</summary>
    TooDeep,

    /// <summary>The body is larger than 1 MiB, or than the limit of the transport.</summary>
    TooLarge,

    /// <summary>A required member is missing.</summary>
    Missing,

    /// <summary>A member's value has the wrong type.</summary>
    WrongType,

    /// <summary>A token is empty or contains a character outside VSCHAR (RFC 6749 A.12, A.17), which could split a header.</summary>
    InvalidCharacter,

    /// <summary>A token appears twice, or another member appears with two values.</summary>
    Duplicate,

    /// <summary>The token type isn't <c>bearer</c>.</summary>
    UnsupportedTokenType,

    /// <summary>The reply contains both an error and a token.</summary>
    Contradictory,

    /// <summary>The reply is a redirect. Redirects are never followed with credentials.</summary>
    Redirect,
}
