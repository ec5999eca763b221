namespace PodioOAuth.Functional

open System
open System.Threading
open System.Threading.Tasks
open PodioOAuth.Functional.Stores

/// <summary>Functions over <c>SavedLogin</c>: a token with the instant from which its life is counted.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module SavedLogin =

    /// <summary>The login as it would have come from Podio, else <c>InvalidInput</c> with every field that could not have: for logins that
    /// were kept elsewhere. By the rules of <c>TokenReply.parse</c>: an empty token type counts as bearer, an empty refresh token as
    /// none.</summary>
    let validate (login: SavedLogin) : Result<SavedLogin, OAuthError> =
        SavedLogin.Validate login |> Either.toResult

/// <summary>A token that is always fresh. Sources are made by <c>TokenSource.Unattended</c> and <c>TokenSource.SignedIn</c>, or come from
/// <c>TokenSourceRegistry</c>.</summary>
/// <remarks>The ambient token of <c>async</c> ends the caller's wait, and nothing else. A task whose wait a cancellation token ends is the
/// method of C#: <c>source.GetTokenAsync cancellationToken |> Either.toTaskResult</c>.</remarks>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenSource =

    // That there is no login any more is what was asked for.
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

    /// <summary>A token that is good now.</summary>
    let getToken (source: TokenSource) : Task<Result<Token, TokenSourceError>> =
        source.GetTokenAsync() |> Either.toTaskResult

    /// <summary>A token that is good now, as a computation.</summary>
    let getTokenAsync (source: TokenSource) : Async<Result<Token, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> source.GetTokenAsync cancellationToken)

    /// <summary>Renews the login now, however long its token has yet to live. The old token is not served instead.</summary>
    let renew (source: TokenSource) : Task<Result<Token, TokenSourceError>> =
        source.RenewAsync() |> Either.toTaskResult

    /// <summary>As <c>renew</c>, as a computation.</summary>
    let renewAsync (source: TokenSource) : Async<Result<Token, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> source.RenewAsync cancellationToken)

    /// <summary>Ends every cool-down of the login, and the one that all logins of the client share: for who knows that the wait which
    /// Podio named is wrong. An error says why the store could not be changed.</summary>
    let endCoolDown (source: TokenSource) : Task<Result<unit, TokenSourceError>> =
        endCoolDowns source CancellationToken.None

    /// <summary>As <c>endCoolDown</c>, as a computation.</summary>
    let endCoolDownAsync (source: TokenSource) : Async<Result<unit, TokenSourceError>> = Either.startAsync (endCoolDowns source)

    /// <summary>Begins the login with an authorization code, replacing what was there. The code is sent once, whatever comes.</summary>
    /// <param name="code">The code that Podio handed to the redirect URI.</param>
    /// <param name="redirectUri">The redirect URI of the authorize step; null where that step had none.</param>
    /// <param name="source">The source.</param>
    let signIn (code: Secret) (redirectUri: string | null) (source: SignedInTokenSource) : Task<Result<Token, TokenSourceError>> =
        source.SignInAsync(code, redirectUri) |> Either.toTaskResult

    /// <summary>As <c>signIn</c>, as a computation.</summary>
    let signInAsync (code: Secret) (redirectUri: string | null) (source: SignedInTokenSource) : Async<Result<Token, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> source.SignInAsync(code, redirectUri, cancellationToken))

    /// <summary>Begins with a login that was saved earlier, or by another client, replacing what was there, and gives a token that is good
    /// now. Where it gives none because a renewal failed, the login is restored all the same.</summary>
    let restore (login: SavedLogin) (source: SignedInTokenSource) : Task<Result<Token, TokenSourceError>> =
        source.RestoreAsync login |> Either.toTaskResult

    /// <summary>As <c>restore</c>, as a computation.</summary>
    let restoreAsync (login: SavedLogin) (source: SignedInTokenSource) : Async<Result<Token, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> source.RestoreAsync(login, cancellationToken))

    /// <summary>Forgets the login, here and in the store. Nothing is revoked at Podio. An error says why the store could not be
    /// changed.</summary>
    let signOut (source: SignedInTokenSource) : Task<Result<unit, TokenSourceError>> = forget source CancellationToken.None

    /// <summary>As <c>signOut</c>, as a computation.</summary>
    let signOutAsync (source: SignedInTokenSource) : Async<Result<unit, TokenSourceError>> = Either.startAsync (forget source)

/// <summary>A login as it lies in a store.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module StoredLogin =

    /// <summary>Reads an entry: pure. An error says that it is torn or foreign.</summary>
    /// <param name="key">The key that the entry lies under.</param>
    /// <param name="entry">The bytes, decrypted.</param>
    let read (key: LoginKey) (entry: ReadOnlyMemory<byte>) : Result<StoredLogin, TokenSourceError> =
        StoredLogin.Read(key, entry) |> Either.toResult

/// <summary>What can be done with a login in a store without a source of its own.</summary>
module TokenStore =

    /// <summary>Ends a login in the store, under its lock, for every process that has it. Nothing is revoked at Podio. Says whether there
    /// was a login.</summary>
    let forget (key: LoginKey) (store: ITokenStore) : Task<Result<bool, TokenSourceError>> =
        store.ForgetAsync key |> Either.toTaskResult

    /// <summary>As <c>forget</c>, as a computation.</summary>
    let forgetAsync (key: LoginKey) (store: ITokenStore) : Async<Result<bool, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> store.ForgetAsync(key, cancellationToken = cancellationToken))

    /// <summary>Looks at a login as it is stored. Takes no lock, asks nobody and changes nothing.</summary>
    let lookAt (key: LoginKey) (store: ITokenStore) : Task<Result<StoredLogin, TokenSourceError>> =
        store.LookAtAsync key |> Either.toTaskResult

    /// <summary>As <c>lookAt</c>, as a computation.</summary>
    let lookAtAsync (key: LoginKey) (store: ITokenStore) : Async<Result<StoredLogin, TokenSourceError>> =
        Either.toAsyncResult (fun cancellationToken -> store.LookAtAsync(key, cancellationToken = cancellationToken))

/// <summary>What happened to a login: what the observer of <c>TokenSourceOptions</c> is told.</summary>
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

/// <summary>What happened to one exchange: what the observer of <c>WithObserver</c> is told.</summary>
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
