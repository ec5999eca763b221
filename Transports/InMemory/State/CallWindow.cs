namespace PodioOAuth.Functional;

/// <summary>Whose calls are counted together: the token endpoint's by client, all others by client and user (PODIO 4.8, 4.10).</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Reference">Whom the token stands for, or null for the token endpoint.</param>
internal sealed record CallerKey(string ClientId, TokenReference? Reference);

/// <summary>The calls of one caller in the window that runs.</summary>
/// <param name="EndsAt">From this instant on a new window begins with the next call.</param>
/// <param name="Calls">How many there were.</param>
internal sealed record CallWindow(DateTimeOffset EndsAt, int Calls);
