using System.Net;
using System.Net.Sockets;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>
/// A server that reads requests from a raw loopback socket and answers one for a token with <see cref="SampleReply"/>, and a call with that
/// token with <see cref="SampleItem"/>: the least that every contender has to wait for. It is no HTTP server beyond that.
/// </summary>
/// <remarks>A thread a connection, each in blocking calls: two system calls a request and nobody to hand over to in between.</remarks>
internal static class ReplyServer
{
    private const int StackBytes = 256 * 1024;

    /// <summary>Serves until standard input ends, as it does when the process that holds the other end is gone, however it went.</summary>
    internal static void Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        Start(() => Accept(listener));
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        Console.In.ReadToEnd();
    }

    private static void Accept(Socket listener)
    {
        while (true)
        {
            var socket = listener.Accept();
            socket.NoDelay = true;
            Start(() => Serve(socket));
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            new ReplyConnection(socket).Serve();
        }
    }

    private static void Start(ThreadStart work) => new Thread(work, StackBytes) { IsBackground = true }.Start();
}
