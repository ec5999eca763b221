namespace PodioOAuth.Functional

/// <summary>Functions over <c>PodioEndpoint</c>: where Podio is. The public one is <c>PodioEndpoint.Default</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module PodioEndpoint =

    /// <summary>Checks the base address of an API: absolute, https or http to loopback, without user information, query or fragment.
    /// The authorize page is <c>oauth/authorize</c> below it, on the host without a leading <c>api.</c></summary>
    /// <param name="api">The base address. A base path such as <c>/podio</c> is kept; null, as an unset variable gives, is a field
    /// error.</param>
    let create (api: string | null) : Result<PodioEndpoint, OAuthError> =
        PodioEndpoint.Create api |> Bridge.toResult

    /// <summary>As <c>create</c>, with the authorize page named.</summary>
    /// <param name="authorize">The address of the authorize page, checked like the other.</param>
    /// <param name="api">The base address of the API.</param>
    let createWith (authorize: string) (api: string | null) : Result<PodioEndpoint, OAuthError> =
        PodioEndpoint.Create(api, authorize) |> Bridge.toResult
