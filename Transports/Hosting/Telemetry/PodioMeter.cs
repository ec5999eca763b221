using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The instruments of one container, which are disposed with it.</summary>
/// <remarks>The meter belongs to this container, with its meter factory as the scope. A meter that the factory created would live as long
/// as the factory, which an application may share between several containers: each would leave a gauge behind in it.</remarks>
internal sealed class PodioMeter : IDisposable
{
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _renewals;
    private readonly Gauge<long> _rateLimit;
    private ImmutableArray<Func<IEnumerable<Measurement<double>>>> _lifetimes = [];

    public PodioMeter(IMeterFactory factory)
    {
        Meter = new Meter(new MeterOptions(PodioTelemetry.Name) { Scope = factory });
        _duration = Meter.CreateHistogram<double>("podio.oauth.request.duration", "s", "Duration of token requests.");
        _renewals = Meter.CreateCounter<long>("podio.oauth.renewals", "{renewal}", "Number of renewals and failed renewals.");
        _rateLimit = Meter.CreateGauge<long>("podio.oauth.rate_limit.remaining", "{call}", "Calls remaining this hour, as Podio says.");
        Meter.CreateObservableGauge(
            "podio.oauth.token.remaining_lifetime",
            () => _lifetimes.SelectMany(lifetimes => lifetimes()),
            "s",
            "Remaining lifetime of the access token.");
    }

    internal Meter Meter { get; }

    /// <summary>Starts to measure the remaining lifetime of the tokens of a registration's sources.</summary>
    internal void Watch(PodioTokenSources sources, TimeProvider time) => ImmutableInterlocked.Update(ref _lifetimes, it => it.Add(() =>
        from source in sources.Existing
        let expiresAt = source.Value.ExpiresAt
        where expiresAt is not null
        select new Measurement<double>(
            (expiresAt.Value - time.GetUtcNow()).TotalSeconds,
            TagsOf(sources.Registration, (PodioTelemetry.SourceTag, source.Key)))));

    /// <summary>Disposes the instruments, and releases the sources, which contain secrets.</summary>
    public void Dispose()
    {
        Meter.Dispose();
        _lifetimes = [];
    }

    internal void Requested(Registration registration, TimeSpan duration, string? grantType, string server, string? errorType) =>
        _duration.Record(duration.TotalSeconds, TagsOf(
            registration,
            (PodioTelemetry.GrantTag, grantType),
            (PodioTelemetry.ServerTag, server),
            (PodioTelemetry.ErrorTag, errorType)));

    internal void Told(Registration registration, LoginKey key, RenewalEvent what)
    {
        var renewal = what.Match<(string Outcome, string Tag, string Value)?>(
            renewed: it => ("renewed", PodioTelemetry.CauseTag, PodioTelemetry.NameOf(it.Cause)),
            renewalFailed: it => ("failed", PodioTelemetry.ErrorTag, PodioTelemetry.TypeOf(it.Error)),
            coolingDown: _ => ("cooling_down", PodioTelemetry.ErrorTag, "rate_limited"),
            refreshTokenAging: _ => null,
            signedOut: _ => null);
        if (renewal is { } it)
        {
            _renewals.Add(1, TagsOf(
                registration, (PodioTelemetry.KindTag, key.Kind), (PodioTelemetry.OutcomeTag, it.Outcome), (it.Tag, it.Value)));
        }
    }

    internal void RateLimitSeen(Registration registration, Func<string> source, ApiCall call)
    {
        if (_rateLimit.Enabled && call.Remaining is { } remaining)
        {
            _rateLimit.Record(remaining, TagsOf(registration, (PodioTelemetry.SourceTag, source())));
        }
    }

    // The sources that have a value.
    private static TagList TagsOf(Registration registration, params ReadOnlySpan<(string Name, object? Value)> tags)
    {
        var all = new TagList();
        foreach (var (name, value) in (ReadOnlySpan<(string, object?)>)[.. tags, (PodioTelemetry.RegistrationTag, registration.Key)])
        {
            if (value is not null)
            {
                all.Add(name, value);
            }
        }

        return all;
    }
}
