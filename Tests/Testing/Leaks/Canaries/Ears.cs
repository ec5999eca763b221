using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PodioOAuth.Functional;

/// <summary>Listens to what a process emits, until disposed: console, <see cref="Trace"/>, activities, metrics, addresses.</summary>
internal sealed class Ears : IDisposable
{
    private readonly Recording _recording;
    private readonly (TextWriter Out, TextWriter Error) _console = (Console.Out, Console.Error);
    private readonly ConsoleTee[] _tees;
    private readonly TraceEar _trace;
    private readonly ActivityListener _activities;
    private readonly MeterListener _metrics;
    private readonly AddressEar _addresses;

    internal Ears(Recording recording)
    {
        _recording = recording;
        _tees = [new ConsoleTee(_console.Out), new ConsoleTee(_console.Error)];
        Console.SetOut(_tees[0]);
        Console.SetError(_tees[1]);
        _trace = new TraceEar(recording);
        Trace.Listeners.Add(_trace);
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_activities);
        _metrics = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        Hear<byte>();
        Hear<short>();
        Hear<int>();
        Hear<long>();
        Hear<float>();
        Hear<double>();
        Hear<decimal>();
        _metrics.Start();
        _addresses = new AddressEar(recording);
    }

    public void Dispose()
    {
        if (Asked.Of(() =>
        {
            _metrics.RecordObservableInstruments();
            return null;
        }) is { } thrown)
        {
            _recording.Add("metric", $"{thrown}");
        }

        _metrics.Dispose();
        _activities.Dispose();
        _addresses.Dispose();
        Trace.Listeners.Remove(_trace);
        _trace.Dispose();
        Console.SetOut(_console.Out);
        Console.SetError(_console.Error);
        foreach (var tee in _tees)
        {
            _recording.Add("console", tee.ToString());
        }
    }

    private void Hear(Activity activity)
    {
        var channel = $"trace {activity.OperationName}";
        _recording.Add(channel, string.Join(
            '\n', activity.OperationName, activity.DisplayName, activity.StatusDescription, activity.TraceStateString));
        _recording.Add(channel, activity.TagObjects);
        _recording.Add(channel, activity.Baggage.Select(item => KeyValuePair.Create<string, object?>(item.Key, item.Value)));
        _recording.Add(channel, activity.Links.SelectMany(link => link.Tags ?? []));
        foreach (var happened in activity.Events)
        {
            _recording.Add(channel, happened.Name);
            _recording.Add(channel, happened.Tags);
        }
    }

    private void Hear<T>()
        where T : struct => _metrics.SetMeasurementEventCallback<T>((instrument, measurement, tags, _) =>
        {
            var channel = $"metric {instrument.Name}";
            _recording.Add(channel, $"{instrument.Name} {instrument.Description} {instrument.Unit} {measurement}");
            _recording.Add(channel, [.. tags.ToArray(), .. instrument.Tags ?? [], .. instrument.Meter.Tags ?? []]);
        });

    private sealed class TraceEar(Recording recording) : TraceListener
    {
        public override void Write(string? message) => recording.Add("log", message ?? "");

        public override void WriteLine(string? message) => recording.Add("log", message ?? "");
    }
}
