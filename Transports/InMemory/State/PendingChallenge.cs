namespace PodioOAuth.Functional;

/// <summary>A right password that waits for its second factor.</summary>
/// <param name="ClientId">The client that sent the password.</param>
/// <param name="UserId">Whose it was.</param>
/// <param name="ExpiresAt">From this instant on it is refused.</param>
internal sealed record PendingChallenge(string ClientId, long UserId, DateTimeOffset ExpiresAt);
