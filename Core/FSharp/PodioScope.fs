namespace PodioOAuth.Functional

/// <summary>Functions over <c>PodioScope</c>: what a token may touch (PODIO 2.14).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module PodioScope =

    /// <summary>Reads a scope as Podio writes it. Null or empty is <c>PodioScope.All</c>; each pair that is not one of Podio's is a field
    /// error.</summary>
    /// <param name="text">The text.</param>
    let parse (text: string | null) : Result<PodioScope, OAuthError> =
        PodioScope.Parse text |> Bridge.toResult

    /// <summary>Whether every pair of another scope is known to be included in a pair of this one (PODIO 2.15). False means "not
    /// known".</summary>
    /// <param name="other">The scope to look for.</param>
    /// <param name="scope">The scope to look in.</param>
    let covers (other: PodioScope) (scope: PodioScope) : bool = scope.Covers other
