using System.Globalization;
using System.Net.Sockets;

namespace PodioOAuth.Functional.InMemory.Tests.Server;

/// <summary>A client without HTTP: it sees the very bytes.</summary>
internal static class PlainSocket
{
    /// <summary>Sends over a plain socket and reads one reply, by its Content-Length, or what there is of it.</summary>
    internal static async Task<string> TalkAsync(LocalPodio server, params string[] parts)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        foreach (var part in parts)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(part));
        }

        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (!IsWhole(text.ToString()) && await socket.ReceiveAsync(buffer) is > 0 and var length)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, length));
            }
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // What came before is what is asked for.
        }

        return text.ToString();
    }

    private static bool IsWhole(string reply)
    {
        var head = reply.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = reply.Split("\r\n").Select(line => line.Split(": ")).FirstOrDefault(pair => pair is ["Content-Length", _]);
        return head >= 0 && length is [_, var digits] && reply.Length - head - 4 >= int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
