namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>Keeps all that is measured: of one container, or in the process.</summary>
internal sealed class Meters : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measured> _measured = new();

    /// <param name="scope">The container's meter factory; null for every meter there is.</param>
    internal Meters(IMeterFactory? scope)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (scope is null || (instrument.Meter.Name == PodioTelemetry.Name && ReferenceEquals(instrument.Meter.Scope, scope)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    internal IReadOnlyList<Measured> All => [.. _measured];

    /// <summary>Asks the gauges.</summary>
    internal void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue(new Measured(
            instrument.Name,
            instrument.Unit,
            value,
            string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))));
}

internal sealed record Measured(string Name, string? Unit, double Value, string Tags)
{
    public override string ToString() => $"{Name} {Unit} {Tags}";
}
