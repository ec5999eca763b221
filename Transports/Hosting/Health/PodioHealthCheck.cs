using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PodioOAuth.Functional;

/// <summary>Checks whether a call of Podio's API could be made now: gets a token from the source, which sends a request only if one is
/// due.</summary>
internal sealed class PodioHealthCheck(PodioTokenSources sources, string name) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var source = sources.Get(name);
        var token = await source.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        return token.Match(
            Right: _ => HealthCheckResult.Healthy("A token is available.", DataOf(source)),
            Left: error => error is CoolingDownError
                ? HealthCheckResult.Degraded(error.Describe(), data: DataOf(source))
                : new HealthCheckResult(context.Registration.FailureStatus, error.Describe(), data: DataOf(source)));
    }

    private static Dictionary<string, object> DataOf(TokenSource source) => source.ExpiresAt is { } expiresAt
        ? new(StringComparer.Ordinal) { ["expires_at"] = expiresAt }
        : [];
}
