using System.Diagnostics;

namespace PodioOAuth.Functional;

/// <summary>Listens to the diagnostics of the process's <see cref="HttpClient"/> handlers, for the addresses that are called.</summary>
internal sealed class AddressEar : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly Recording _recording;
    private readonly List<IDisposable> _subscriptions = [];

    internal AddressEar(Recording recording)
    {
        _recording = recording;
        Keep(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            Keep(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage { RequestUri: { } address })
        {
            _recording.Add("URL", address.OriginalString);
        }
    }

    public void OnCompleted()
    {
        // A listener doesn't complete while the process runs.
    }

    public void OnError(Exception error)
    {
        // Nor does it fail.
    }

    public void Dispose()
    {
        lock (_subscriptions)
        {
            _subscriptions.ForEach(subscription => subscription.Dispose());
        }
    }

    private void Keep(IDisposable subscription)
    {
        lock (_subscriptions)
        {
            _subscriptions.Add(subscription);
        }
    }
}
