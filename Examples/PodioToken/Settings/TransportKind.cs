namespace PodioToken.Settings;

/// <summary>Which of the shipped transports sends the request.</summary>
internal enum TransportKind
{
    HttpClient = 0,
    Flurl = 1,
}
