using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PodioOAuth.Functional;

public static partial class PodioHostingExtensions
{
    /// <summary>Adds a check that is healthy while the source has a token, and degraded during a cool-down. Otherwise it has the failure
    /// status, and its description states the reason. Neither the description nor the data contains a secret.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="source">The name of the source.</param>
    /// <param name="failureStatus">The status of a failure; null for unhealthy.</param>
    /// <param name="tags">The tags of the check.</param>
    /// <param name="registration">The name of the source's registration; null for the default one. The check is named <c>podio-source</c>,
    /// or <c>podio-registration:source</c>.</param>
    public static IHealthChecksBuilder AddPodioTokenCheck(
        this IHealthChecksBuilder builder,
        string source,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        string? registration = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var expected = builder.Services.Expect(registration, source);
        return builder.Add(new HealthCheckRegistration(
            $"podio-{expected.NameOf(source)}",
            services => new PodioHealthCheck(services.GetRequiredKeyedService<PodioTokenSources>(expected.Key), source),
            failureStatus,
            tags));
    }
}
