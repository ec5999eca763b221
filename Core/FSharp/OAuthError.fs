namespace PodioOAuth.Functional

/// <summary>Functions over <c>OAuthError</c>: why there is no token. Its cases are taken apart by <c>ActivePatterns</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module OAuthError =

    /// <summary>The error of a request that was not sent, made of your own field errors.</summary>
    /// <param name="fields">One field error or more.</param>
    /// <exception cref="T:System.ArgumentException">There is no error in the sequence, or a null.</exception>
    let invalidInput (fields: FieldError seq) : OAuthError = OAuthError.InvalidInput fields

    /// <summary>What happened, in an English sentence or two for a person. No secret, no prose of the server's, no line
    /// break.</summary>
    /// <param name="error">The error.</param>
    let describe (error: OAuthError) : string = error.Describe()

    /// <summary>Whether sending the same grant again is safe, useless or ambiguous. Pure: the caller holds the clock.</summary>
    /// <param name="grant">The grant that met the error. An authorization code is never advised again once it may have reached
    /// Podio.</param>
    /// <param name="error">The error.</param>
    let retryAdvice (grant: Grant) (error: OAuthError) : RetryAdvice = error.RetryAdvice grant

    /// <summary>Whether sending the same second factor again is safe, useless or ambiguous. Neither a code nor a challenge is advised again
    /// once it may have reached Podio.</summary>
    /// <param name="request">The request that met the error.</param>
    /// <param name="error">The error.</param>
    let retryAdviceForSecondFactor (request: SecondFactorRequest) (error: OAuthError) : RetryAdvice = error.RetryAdvice request
