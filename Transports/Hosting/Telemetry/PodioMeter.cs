using System.Diagnostics.Metrics;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The instruments of one container.</summary>
/// <remarks>The meter may outlive the container: an application may give several containers one <see cref="IMeterFactory"/>.</remarks>
internal sealed class PodioMeter : IDisposable
{
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _renewals;
    private readonly Gauge<long> _rateLimit;
    private volatile Func<IEnumerable<Measurement<double>>>? _lifetimes;

    public PodioMeter(IMeterFactory factory)
    {
        Meter = factory.Create(PodioTelemetry.Name);
        _duration = Meter.CreateHistogram<double>("podio.oauth.request.duration", "s", "How long a token request took.");
        _renewals = Meter.CreateCounter<long>("podio.oauth.renewals", "{renewal}", "Renewals and their failures.");
        _rateLimit = Meter.CreateGauge<long>("podio.oauth.rate_limit.remaining", "{call}", "Calls that are left this hour, as Podio says.");
        Meter.CreateObservableGauge<double>(
            "podio.oauth.token.remaining_lifetime", () => _lifetimes?.Invoke() ?? [], "s", "How long the access token still lives.");
    }

    internal Meter Meter { get; }

    /// <summary>Begins to measure how long the tokens of the configured sources live.</summary>
    internal void Watch(PodioTokenSources sources, TimeProvider time) => _lifetimes = () =>
        from source in sources.Existing
        let expiresAt = source.Value.ExpiresAt
        where expiresAt is not null
        select new Measurement<double>(
            (expiresAt.Value - time.GetUtcNow()).TotalSeconds, new KeyValuePair<string, object?>(PodioTelemetry.SourceTag, source.Key));

    /// <summary>Lets go of the sources, which hold secrets.</summary>
    public void Dispose() => _lifetimes = null;

    internal void Requested(TimeSpan duration, string? grantType, string server, string? errorType)
    {
        var tags = new System.Diagnostics.TagList
        {
            { PodioTelemetry.GrantTag, grantType },
            { PodioTelemetry.ServerTag, server },
        };
        if (errorType is not null)
        {
            tags.Add(PodioTelemetry.ErrorTag, errorType);
        }

        _duration.Record(duration.TotalSeconds, tags);
    }

    internal void Told(LoginKey key, RenewalEvent what)
    {
        var kind = new KeyValuePair<string, object?>(PodioTelemetry.KindTag, key.Kind);
        _ = what.Match(
            renewed: it => Count("renewed", PodioTelemetry.CauseTag, PodioTelemetry.NameOf(it.Cause)),
            renewalFailed: it => Count("failed", PodioTelemetry.ErrorTag, PodioTelemetry.TypeOf(it.Error)),
            coolingDown: _ => Count("cooling_down", PodioTelemetry.ErrorTag, "rate_limited"),
            refreshTokenAging: _ => false,
            signedOut: _ => false);

        bool Count(string outcome, string tag, string value)
        {
            _renewals.Add(1, kind, new(PodioTelemetry.OutcomeTag, outcome), new(tag, value));
            return true;
        }
    }

    internal void RateLimitSeen(string source, int remaining) =>
        _rateLimit.Record(remaining, new KeyValuePair<string, object?>(PodioTelemetry.SourceTag, source));
}
