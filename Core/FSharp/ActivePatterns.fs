namespace PodioOAuth.Functional

/// <summary>Complete active patterns over Core's unions: leave out a case and the compiler warns (FS0025).</summary>
/// <remarks>
/// <para>A pattern takes a value apart as its factory put it together, in the same order; what may be missing is an option. The
/// exception is <c>OAuthError</c>: but for <c>InvalidInput</c>, its cases give their record, whose members are read by name
/// (<c>error.Code</c>).</para>
/// <para>Grants and the errors of requests go by the names of their factories, the other unions by the names of their case types.</para>
/// </remarks>
[<AutoOpen>]
module ActivePatterns =

    /// <summary>The four grants: <c>AuthorizationCode(code, redirectUri)</c>, <c>Password(username, password)</c>,
    /// <c>App(appId, appToken)</c>, <c>RefreshToken refreshToken</c>.</summary>
    /// <param name="grant">The grant to take apart.</param>
    let (|AuthorizationCode|Password|App|RefreshToken|) (grant: Grant) =
        grant.Match(
            authorizationCode = (fun case -> AuthorizationCode(case.Code, Option.ofObj case.RedirectUri)),
            password = (fun case -> Password(case.Username, case.Password)),
            app = (fun case -> App(case.AppId, case.AppToken)),
            refreshToken = (fun case -> RefreshToken case.RefreshToken)
        )

    /// <summary>What a user shows besides the password: <c>OneTimeCodeFactor code</c>, <c>RecoveryCodeFactor code</c>.</summary>
    /// <param name="factor">The factor to take apart.</param>
    let (|OneTimeCodeFactor|RecoveryCodeFactor|) (factor: SecondFactor) =
        factor.Match(oneTimeCode = (fun case -> OneTimeCodeFactor case.Code), recoveryCode = (fun case -> RecoveryCodeFactor case.Code))

    /// <summary>What came back from Podio's page: <c>GrantedCodeCallback code</c>, <c>GrantedTokenCallback token</c>, <c>DeniedCallback</c>,
    /// <c>RefusedCallback(code, description)</c>, <c>ForgedCallback</c>, <c>MalformedCallback error</c> (a <c>FieldError</c>).</summary>
    /// <param name="callback">The callback to take apart.</param>
    let (|GrantedCodeCallback|GrantedTokenCallback|DeniedCallback|RefusedCallback|ForgedCallback|MalformedCallback|)
        (callback: AuthorizationCallback)
        =
        callback.Match(
            grantedCode = (fun case -> GrantedCodeCallback case.Code),
            grantedToken = (fun case -> GrantedTokenCallback case.Token),
            denied = (fun _ -> DeniedCallback),
            refused = (fun case -> RefusedCallback(case.Code, Option.ofObj case.Description)),
            forged = (fun _ -> ForgedCallback),
            malformed = (fun case -> MalformedCallback case.Error)
        )

    /// <summary>The seven errors. <c>InvalidInput fields</c> gives the field errors as a list, never an empty one; every other case
    /// gives its record, such as <c>Rejected error</c> with <c>error.Code</c> and <c>error.Facts.Status</c>.</summary>
    /// <param name="error">The error to take apart.</param>
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

    /// <summary>Whom a token stands for: <c>UserReference id</c>, <c>AppReference id</c>, <c>OtherReference(type, id)</c>,
    /// <c>NoReference</c>.</summary>
    /// <param name="reference">The reference to take apart.</param>
    let (|UserReference|AppReference|OtherReference|NoReference|) (reference: TokenReference) =
        reference.Match(
            user = (fun case -> UserReference case.Id),
            app = (fun case -> AppReference case.Id),
            other = (fun case -> OtherReference(case.Type, case.Id)),
            none = (fun _ -> NoReference)
        )

    /// <summary>When to come back: <c>RetryAfterSpan wait</c> (from the reply's arrival on), <c>RetryAfterInstant instant</c>,
    /// <c>RetryAfterUnknown</c>.</summary>
    /// <param name="retryAfter">The value to take apart.</param>
    let (|RetryAfterSpan|RetryAfterInstant|RetryAfterUnknown|) (retryAfter: RetryAfter) =
        retryAfter.Match(
            after = (fun wait -> RetryAfterSpan wait),
            at = (fun instant -> RetryAfterInstant instant),
            unknown = (fun () -> RetryAfterUnknown)
        )

    /// <summary>Whether sending the same again can help: <c>SafeAdvice retryAfter</c>, <c>UselessAdvice</c>,
    /// <c>AmbiguousAdvice retryAfter</c>.</summary>
    /// <param name="advice">The advice to take apart.</param>
    let (|SafeAdvice|UselessAdvice|AmbiguousAdvice|) (advice: RetryAdvice) =
        advice.Match(
            safe = (fun case -> SafeAdvice case.When),
            useless = (fun _ -> UselessAdvice),
            ambiguous = (fun case -> AmbiguousAdvice case.When)
        )

    /// <summary>Why a token source has no token: <c>ExchangeError error</c> (an <c>OAuthError</c>), <c>SignInAgainError reason</c>,
    /// <c>CoolingDownError until</c>, <c>StoreError(problem, detail)</c>, <c>LockLostError</c>, <c>UndecidedError since</c>.</summary>
    /// <param name="error">The error to take apart.</param>
    let (|ExchangeError|SignInAgainError|CoolingDownError|StoreError|LockLostError|UndecidedError|) (error: TokenSourceError) =
        error.Match(
            exchange = (fun case -> ExchangeError case.Error),
            signInAgain = (fun case -> SignInAgainError case.Reason),
            coolingDown = (fun case -> CoolingDownError case.Until),
            store = (fun case -> StoreError(case.Problem, case.Detail)),
            lockLost = (fun _ -> LockLostError),
            undecided = (fun case -> UndecidedError case.Since)
        )

    /// <summary>What to do with a login: <c>UseDecision login</c>, <c>UseAndRenewDecision(login, grant)</c>, <c>RenewDecision grant</c>,
    /// <c>StartAgainDecision grant</c>, <c>WaitDecision until</c>, <c>GiveUpDecision reason</c>.</summary>
    /// <param name="decision">The decision to take apart.</param>
    let (|UseDecision|UseAndRenewDecision|RenewDecision|StartAgainDecision|WaitDecision|GiveUpDecision|) (decision: RenewalDecision) =
        decision.Match(
            ``use`` = (fun case -> UseDecision case.Login),
            useAndRenew = (fun case -> UseAndRenewDecision(case.Login, case.With)),
            renew = (fun case -> RenewDecision case.With),
            startAgain = (fun case -> StartAgainDecision case.With),
            wait = (fun case -> WaitDecision case.Until),
            giveUp = (fun case -> GiveUpDecision case.Reason)
        )
