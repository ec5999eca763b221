namespace PodioOAuth.Functional

open System.Threading.Tasks

/// <summary>The sources of one Podio, one for each login. To get a source, use the registry's own methods: <c>registry.Unattended
/// request</c>, <c>registry.SignedIn(client, name)</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenSourceRegistry =

    /// <summary>Ends the source of this request, if there is one, and deletes the login from the store: for a tenant who has left. Nothing
    /// is revoked at Podio. Returns whether there was a login.</summary>
    /// <param name="request">The request that the source was created for.</param>
    /// <param name="registry">The registry.</param>
    let forget (request: TokenRequest) (registry: TokenSourceRegistry) : Task<Result<bool, TokenSourceError>> =
        registry.ForgetAsync request |> Either.toTaskResult

    /// <summary>Like <c>forget</c>, as a computation.</summary>
    let forgetAsync (request: TokenRequest) (registry: TokenSourceRegistry) : Async<Result<bool, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> registry.ForgetAsync(request, cancellationToken))

    /// <summary>Ends a person's source of the form format, if there is one, and deletes the login from the store. Nothing is revoked at
    /// Podio. Returns whether there was a login.</summary>
    /// <param name="client">The client credentials.</param>
    /// <param name="name">The person's name.</param>
    /// <param name="registry">The registry.</param>
    let forgetLogin (client: ClientCredentials) (name: string) (registry: TokenSourceRegistry) : Task<Result<bool, TokenSourceError>> =
        registry.ForgetAsync(client, name) |> Either.toTaskResult

    /// <summary>Like <c>forgetLogin</c>, as a computation.</summary>
    let forgetLoginAsync
        (client: ClientCredentials)
        (name: string)
        (registry: TokenSourceRegistry)
        : Async<Result<bool, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> registry.ForgetAsync(client, name, cancellationToken = cancellationToken))
