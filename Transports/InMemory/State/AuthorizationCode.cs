namespace PodioOAuth.Functional;

/// <summary>A code, bound to its client and redirect URI (RFC 6749 §4.1.3). A used one is kept, to be known when it comes again.</summary>
/// <param name="ClientId">The client it was issued to.</param>
/// <param name="UserId">The user who agreed.</param>
/// <param name="RedirectUri">The redirect URI of the authorize step, or null where there was none.</param>
/// <param name="Scope">The scope that the user granted.</param>
/// <param name="ExpiresAt">From this instant on it is refused.</param>
/// <param name="UsedFor">The number of the grant that it was exchanged for, or null.</param>
internal sealed record AuthorizationCode(
    string ClientId, long UserId, string? RedirectUri, string Scope, DateTimeOffset ExpiresAt, long? UsedFor = null);
