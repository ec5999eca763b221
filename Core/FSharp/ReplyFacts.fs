namespace PodioOAuth.Functional

/// <summary>Functions over <c>ReplyFacts</c>: what is worth keeping of the reply that an error was made from.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module ReplyFacts =

    /// <summary>Podio's request id, for its support (PODIO 3.13), if the reply had one.</summary>
    /// <param name="facts">The facts of the reply.</param>
    let requestId (facts: ReplyFacts) : ServerCode option = Option.ofObj facts.RequestId

    /// <summary>The <c>error</c> parameter of the <c>WWW-Authenticate</c> header (PODIO 4.12), if there was one.</summary>
    /// <param name="facts">The facts of the reply.</param>
    let authenticateError (facts: ReplyFacts) : ServerCode option = Option.ofObj facts.AuthenticateError

    /// <summary>The rate limit headers (PODIO 3.13), if both were there and readable.</summary>
    /// <param name="facts">The facts of the reply.</param>
    let rateLimit (facts: ReplyFacts) : RateLimit option = Option.ofObj facts.RateLimit
