namespace PodioOAuth.Functional

open System
open System.Threading
open System.Threading.Tasks
open PodioOAuth.Functional.Stores

/// <summary>Functions over <c>SavedLogin</c>: a token and the instant from which its lifetime is counted.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module SavedLogin =

    /// <summary>Returns the login as Podio could have sent it; otherwise, <c>InvalidInput</c> with every invalid field. Use it for logins
    /// that were kept elsewhere. It applies the rules of <c>TokenReply.parse</c>: an empty token type counts as bearer, and a refresh
    /// token that is empty or over 16,384 characters as none.</summary>
    let validate (login: SavedLogin) : Result<SavedLogin, OAuthError> =
        SavedLogin.Validate login |> Either.toResult

/// <summary>A token that is always fresh. Create a source with <c>TokenSource.Unattended</c> or <c>TokenSource.SignedIn</c>, or get one
/// from a <c>TokenSourceRegistry</c>.</summary>
/// <remarks>The ambient cancellation token of <c>async</c> ends the caller's wait, and nothing else. For a task with a cancellation token,
/// use the C# method: <c>source.GetTokenAsync cancellationToken |> Either.toTaskResult</c>.</remarks>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenSource =

    // That the login no longer exists is the requested outcome.
    let private forget (source: SignedInTokenSource) (cancellationToken: CancellationToken) : Task<Result<unit, TokenSourceError>> =
        task {
            match! source.SignOutAsync(cancellationToken).ConfigureAwait false with
            | TokenSourceError.SignInAgain _ -> return Ok()
            | error -> return Error error
        }

    let private endCoolDowns (source: TokenSource) (cancellationToken: CancellationToken) : Task<Result<unit, TokenSourceError>> =
        task {
            match! source.EndCoolDownAsync(cancellationToken).ConfigureAwait false with
            | null -> return Ok()
            | error -> return Error error
        }

    /// <summary>Returns a token that is valid now.</summary>
    let getToken (source: TokenSource) : Task<Result<Token, TokenSourceError>> =
        source.GetTokenAsync() |> Either.toTaskResult

    /// <summary>Returns a computation of a token that is valid now.</summary>
    let getTokenAsync (source: TokenSource) : Async<Result<Token, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> source.GetTokenAsync cancellationToken)

    /// <summary>Renews the login now, whatever the remaining lifetime of its token. The old token isn't returned instead.</summary>
    let renew (source: TokenSource) : Task<Result<Token, TokenSourceError>> =
        source.RenewAsync() |> Either.toTaskResult

    /// <summary>Like <c>renew</c>, as a computation.</summary>
    let renewAsync (source: TokenSource) : Async<Result<Token, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> source.RenewAsync cancellationToken)

    /// <summary>Ends every cool-down of the login, and the one shared by all logins of the client. Use it if you know that the wait that
    /// Podio specified is incorrect. An error says why the store couldn't be changed.</summary>
    let endCoolDown (source: TokenSource) : Task<Result<unit, TokenSourceError>> =
        endCoolDowns source CancellationToken.None

    /// <summary>Like <c>endCoolDown</c>, as a computation.</summary>
    let endCoolDownAsync (source: TokenSource) : Async<Result<unit, TokenSourceError>> = Either.startAsync (endCoolDowns source)

    /// <summary>Begins the login with an authorization code, replacing any earlier login. A code that Podio may have
    /// processed isn't sent again if it is one of the login's last eight.</summary>
    /// <param name="code">The code that Podio sent to the redirect URI.</param>
    /// <param name="redirectUri">The redirect URI of the authorize step; null if that step had none.</param>
    /// <param name="source">The source.</param>
    let signIn (code: Secret) (redirectUri: string | null) (source: SignedInTokenSource) : Task<Result<Token, TokenSourceError>> =
        source.SignInAsync(code, redirectUri) |> Either.toTaskResult

    /// <summary>Like <c>signIn</c>, as a computation.</summary>
    let signInAsync (code: Secret) (redirectUri: string | null) (source: SignedInTokenSource) : Async<Result<Token, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> source.SignInAsync(code, redirectUri, cancellationToken))

    /// <summary>Begins with a login that was saved earlier or by another client, replacing any existing login, and returns a token that is
    /// valid now. The login is restored even if a renewal fails and there is no token.</summary>
    let restore (login: SavedLogin) (source: SignedInTokenSource) : Task<Result<Token, TokenSourceError>> =
        source.RestoreAsync login |> Either.toTaskResult

    /// <summary>Like <c>restore</c>, as a computation.</summary>
    let restoreAsync (login: SavedLogin) (source: SignedInTokenSource) : Async<Result<Token, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> source.RestoreAsync(login, cancellationToken))

    /// <summary>Deletes the login, here and in the store. Nothing is revoked at Podio. An error says why the store couldn't be
    /// changed.</summary>
    let signOut (source: SignedInTokenSource) : Task<Result<unit, TokenSourceError>> = forget source CancellationToken.None

    /// <summary>Like <c>signOut</c>, as a computation.</summary>
    let signOutAsync (source: SignedInTokenSource) : Async<Result<unit, TokenSourceError>> = Either.startAsync (forget source)

/// <summary>A login as a store keeps it.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module StoredLogin =

    /// <summary>Reads an entry. Pure. The error says that the entry is corrupt or foreign.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="entry">The bytes, decrypted.</param>
    let read (key: LoginKey) (entry: ReadOnlyMemory<byte>) : Result<StoredLogin, TokenSourceError> =
        StoredLogin.Read(key, entry) |> Either.toResult

/// <summary>Functions over a login in a store that has no source of its own.</summary>
module TokenStore =

    /// <summary>Deletes a login from the store, under its lock, for every process that shares it. Nothing is revoked at Podio. Returns
    /// whether there was a login.</summary>
    let forget (key: LoginKey) (store: ITokenStore) : Task<Result<bool, TokenSourceError>> =
        store.ForgetAsync key |> Either.toTaskResult

    /// <summary>Like <c>forget</c>, as a computation.</summary>
    let forgetAsync (key: LoginKey) (store: ITokenStore) : Async<Result<bool, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> store.ForgetAsync(key, cancellationToken = cancellationToken))

    /// <summary>Returns a login as it is stored. Takes no lock, sends nothing and changes nothing.</summary>
    let lookAt (key: LoginKey) (store: ITokenStore) : Task<Result<StoredLogin, TokenSourceError>> =
        store.LookAtAsync key |> Either.toTaskResult

    /// <summary>Like <c>lookAt</c>, as a computation.</summary>
    let lookAtAsync (key: LoginKey) (store: ITokenStore) : Async<Result<StoredLogin, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> store.LookAtAsync(key, cancellationToken = cancellationToken))

/// <summary>An event in the life of a login, as reported to the observer of <c>TokenSourceOptions</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module RenewalEvent =

    /// <summary><c>RenewalEvent.Renewed event</c> (its record), <c>RenewalEvent.RenewalFailed(error, isOldTokenServed)</c>,
    /// <c>RenewalEvent.CoolingDown until</c>, <c>RenewalEvent.RefreshTokenAging lastRenewedAt</c>, <c>RenewalEvent.SignedOut</c>.</summary>
    let (|Renewed|RenewalFailed|CoolingDown|RefreshTokenAging|SignedOut|) (event: RenewalEvent) =
        event.Match(
            renewed = (fun case -> Renewed case),
            renewalFailed = (fun case -> RenewalFailed(case.Error, case.IsOldTokenServed)),
            coolingDown = (fun case -> CoolingDown case.Until),
            refreshTokenAging = (fun case -> RefreshTokenAging case.LastRenewedAt),
            signedOut = (fun _ -> SignedOut)
        )

/// <summary>An event of one exchange, as reported to the observer of <c>WithObserver</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module ExchangeEvent =

    /// <summary><c>ExchangeEvent.Started event</c>, <c>ExchangeEvent.Granted event</c>, <c>ExchangeEvent.Failed event</c>,
    /// <c>ExchangeEvent.Thrown event</c>: each gives its record.</summary>
    let (|Started|Granted|Failed|Thrown|) (event: ExchangeEvent) =
        event.Match(
            started = (fun case -> Started case),
            granted = (fun case -> Granted case),
            failed = (fun case -> Failed case),
            thrown = (fun case -> Thrown case)
        )
