using System.Net;
using System.Net.Sockets;

namespace PodioOAuth.Functional.Support;

/// <summary>Ports of the loopback address.</summary>
public static class Ports
{
    /// <summary>One that is free now. Between its choice and its use it may be taken by another.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
