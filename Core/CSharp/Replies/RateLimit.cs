namespace PodioOAuth.Functional;

/// <summary>Podio's <c>X-Rate-Limit-*</c> headers (PODIO 3.13). The token endpoint's own limiter does not show in them (PODIO 4.8).</summary>
/// <param name="Limit">Calls allowed an hour.</param>
/// <param name="Remaining">Calls left.</param>
public sealed record RateLimit(int Limit, int Remaining);
