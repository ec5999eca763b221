namespace PodioOAuth.Functional;

/// <summary>What a client was once granted. Its access and refresh tokens live by it, and die when it leaves the state.</summary>
internal sealed record IssuedGrant(string ClientId, TokenReference Reference, string? Scope);
