namespace PodioOAuth.Functional

/// <summary>Functions over <c>TokenSourceError</c>: why a token source has no token. Its cases are taken apart by
/// <c>ActivePatterns</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenSourceError =

    /// <summary>What happened and what to do, in an English sentence or two for a person. No secret, no line break.</summary>
    /// <param name="error">The error.</param>
    let describe (error: TokenSourceError) : string = error.Describe()
