namespace PodioToken.Settings;

/// <summary>The transports that can send the request.</summary>
internal enum TransportKind
{
    HttpClient = 0,
    Flurl = 1,
}
