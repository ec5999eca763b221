using System.Net.Sockets;

namespace PodioOAuth.Functional.Interop.Tests.Clients;

/// <summary>A reply as received.</summary>
internal sealed record RawReply(int Status, string Head, string Body)
{
    /// <summary>The body as clients parse it: if its content type is JSON.</summary>
    internal JsonElement Json => Header("Content-Type").StartsWith("application/json", StringComparison.Ordinal)
        ? JsonElement.Parse(Body)
        : throw new Xunit.Sdk.XunitException($"No JSON: {Head}");

    internal string Header(string name) => Head.Split("\r\n")
        .Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
}

/// <summary>Sends bytes over a socket, and reads the reply.</summary>
internal static class RawHttp
{
    internal static async Task<RawReply> SendAsync(Uri server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request[..end].Replace("{host}", server.Authority, StringComparison.Ordinal)));
        if (request.Contains("\r\nExpect: 100-continue\r\n", StringComparison.Ordinal))
        {
            Assert.StartsWith("HTTP/1.1 100 ", await ReadHeadAsync(stream), StringComparison.Ordinal);
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(request[end..]));
        var head = await ReadHeadAsync(stream);
        var reply = new RawReply(int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), head, "");
        var body = new byte[int.Parse(reply.Header("Content-Length"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return reply with { Body = Encoding.UTF8.GetString(body) };
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var next = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(next);
            head.Add(next[0]);
        }

        return Encoding.ASCII.GetString([.. head]);
    }
}
