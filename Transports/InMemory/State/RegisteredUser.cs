namespace PodioOAuth.Functional;

/// <summary>An account, found by its mail address. One user may have several.</summary>
internal sealed record RegisteredUser(long Id, string Username, Secret Password);
