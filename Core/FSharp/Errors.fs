namespace PodioOAuth.Functional

open System

/// <summary>When the server asked for a retry.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module RetryAfter =

    /// <summary><c>RetryAfter.After wait</c> (counted from the reply's arrival), <c>RetryAfter.At instant</c>,
    /// <c>RetryAfter.Unknown</c>.</summary>
    let (|After|At|Unknown|) (retryAfter: RetryAfter) =
        retryAfter.Match(after = (fun wait -> After wait), at = (fun instant -> At instant), unknown = (fun () -> Unknown))

    /// <summary>Returns how long to wait from the instant <c>now</c>; a span counts from the reply's arrival, <c>repliedAt</c>. None if
    /// unknown, zero for an instant in the past.</summary>
    let waitFrom (repliedAt: DateTimeOffset) (now: DateTimeOffset) (retryAfter: RetryAfter) : TimeSpan option =
        retryAfter.WaitFrom(repliedAt, now) |> Option.ofNullable

/// <summary>Whether sending the same request again can help.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module RetryAdvice =

    /// <summary><c>RetryAdvice.Safe retryAfter</c>, <c>RetryAdvice.Useless</c>, <c>RetryAdvice.Ambiguous retryAfter</c>.</summary>
    let (|Safe|Useless|Ambiguous|) (advice: RetryAdvice) =
        advice.Match(safe = (fun case -> Safe case.When), useless = (fun _ -> Useless), ambiguous = (fun case -> Ambiguous case.When))

/// <summary>The information that an error keeps of the reply that caused it. What the reply left out is <c>None</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module ReplyFacts =

    /// <summary>Podio's request ID, for its support (PODIO 3.13).</summary>
    let requestId (facts: ReplyFacts) : ServerCode option = Option.ofObj facts.RequestId

    /// <summary>The <c>error</c> parameter of the <c>WWW-Authenticate</c> header (PODIO 4.12).</summary>
    let authenticateError (facts: ReplyFacts) : ServerCode option = Option.ofObj facts.AuthenticateError

    /// <summary>The rate limit headers (PODIO 3.13), if both were present and readable.</summary>
    let rateLimit (facts: ReplyFacts) : RateLimit option = Option.ofObj facts.RateLimit

/// <summary>The cases of <c>OAuthError</c>, available wherever the namespace is opened.</summary>
[<AutoOpen>]
module OAuthErrorPattern =

    /// <summary>The seven errors. <c>InvalidInput fields</c> gives the field errors as a non-empty list; every other case gives its record,
    /// whose members are read by name: <c>Rejected error</c> has <c>error.Code</c> and <c>error.Facts.Status</c>.</summary>
    let (|InvalidInput|Unreachable|Rejected|RateLimited|SecondFactorRequired|Unavailable|MalformedReply|) (error: OAuthError) =
        error.Match(
            invalidInput = (fun case -> InvalidInput(List.ofSeq case.Fields)),
            unreachable = (fun case -> Unreachable case),
            rejected = (fun case -> Rejected case),
            rateLimited = (fun case -> RateLimited case),
            secondFactorRequired = (fun case -> SecondFactorRequired case),
            unavailable = (fun case -> Unavailable case),
            malformedReply = (fun case -> MalformedReply case)
        )

/// <summary>Functions over <c>OAuthError</c>: the reason why there is no token.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module OAuthError =

    /// <summary>Creates the error of a request that wasn't sent from your own field errors: the first, and any others.</summary>
    /// <exception cref="T:System.ArgumentException">One of them is null.</exception>
    let invalidInput (first: FieldError) (others: FieldError list) : OAuthError =
        OAuthError.InvalidInput(first :: others)

    /// <summary>Returns a sentence or two in English that describe the error. Contains no secret, no text that the server wrote and no line
    /// break.</summary>
    let describe (error: OAuthError) : string = error.Describe()

    /// <summary>The facts of the reply that caused the error; <c>None</c> if there was no reply.</summary>
    let facts (error: OAuthError) : ReplyFacts option = Option.ofObj error.Facts

    /// <summary>Returns whether sending the same grant again is safe, useless or ambiguous. Pure: the caller provides the clock. Retrying
    /// an authorization code that may have reached Podio is never advised.</summary>
    let retryAdvice (grant: Grant) (error: OAuthError) : RetryAdvice = error.RetryAdvice grant

    /// <summary>Returns whether sending the same second factor again is safe, useless or ambiguous. Retrying a code or a challenge that may
    /// have reached Podio is never advised.</summary>
    let retryAdviceForSecondFactor (request: SecondFactorRequest) (error: OAuthError) : RetryAdvice = error.RetryAdvice request

/// <summary>The reason why a token source has no token.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenSourceError =

    /// <summary><c>TokenSourceError.Exchange error</c> (an <c>OAuthError</c>), <c>TokenSourceError.SignInAgain reason</c>,
    /// <c>TokenSourceError.CoolingDown until</c>, <c>TokenSourceError.Store(problem, detail)</c>, <c>TokenSourceError.LockLost</c>,
    /// <c>TokenSourceError.Undecided since</c>.</summary>
    let (|Exchange|SignInAgain|CoolingDown|Store|LockLost|Undecided|) (error: TokenSourceError) =
        error.Match(
            exchange = (fun case -> Exchange case.Error),
            signInAgain = (fun case -> SignInAgain case.Reason),
            coolingDown = (fun case -> CoolingDown case.Until),
            store = (fun case -> Store(case.Problem, case.Detail)),
            lockLost = (fun _ -> LockLost),
            undecided = (fun case -> Undecided case.Since)
        )

    /// <summary>Returns a sentence or two in English that say what happened and what to do. Contains no secret and no line break.</summary>
    let describe (error: TokenSourceError) : string = error.Describe()
