using LanguageExt;

namespace PodioOAuth.Functional.Transports.Tests.Faults;

/// <summary>Makes the transport that is to meet a fault.</summary>
/// <param name="endpoint">Where the fault is.</param>
/// <param name="handler">The handler below; by default the one that the library offers.</param>
/// <param name="timeout">The time allowed; by default ample.</param>
internal delegate Transport TransportMaker(PodioEndpoint endpoint, HttpMessageHandler? handler = null, TimeSpan? timeout = null);

/// <summary>Something that goes wrong between a caller and Podio, and can be made to go wrong anywhere, without an internet.</summary>
/// <param name="Name">What goes wrong, for the table.</param>
/// <param name="MeetAsync">Has a transport meet it, once.</param>
internal sealed record Fault(string Name, Func<TransportMaker, Task<Either<OAuthError, Token>>> MeetAsync)
{
    // The time allowed, try after try, where the fault is that it runs out: until the request was there before it did.
    private static readonly int[] Milliseconds = [300, 600, 1200, 2400, 4800, 9600, 19_200];

    /// <summary>An answer over plain HTTP.</summary>
    internal static Fault Answer(string name, WireAnswer answer, Func<HttpMessageHandler>? handler = null) => new(name, async make =>
    {
        await using var server = WireServer.Start(answer);
        return await make(server.Endpoint, handler?.Invoke()).RequestTokenAsync(Requests.Jane);
    });

    /// <summary>What a server does with a connection over which the client begins TLS.</summary>
    internal static Fault Tls(string name, Func<WireConnection, Task> serve) => new(name, async make =>
    {
        await using var server = WireServer.StartRaw(serve);
        return await make(server.EndpointAt("https")).RequestTokenAsync(Requests.Jane);
    });

    /// <summary>An answer that begins and never ends, a drip at a time, so that the time runs out.</summary>
    internal static Fault Slow(string name, string beginning, string drip = "") => new(name, async make =>
    {
        foreach (var time in Milliseconds.Select(count => TimeSpan.FromMilliseconds(count)))
        {
            var hasBegun = new TaskCompletionSource();
            await using var server = WireServer.Start(async (_, connection) =>
            {
                await connection.SendAsync(beginning);
                hasBegun.TrySetResult();
                while (!await connection.PeerLeavesAsync(TimeSpan.FromMilliseconds(20)))
                {
                    await connection.SendAsync(drip);
                }
            });
            var outcome = await make(server.Endpoint, timeout: time).RequestTokenAsync(Requests.Jane);
            if (hasBegun.Task.IsCompleted)
            {
                return outcome;
            }
        }

        throw new TimeoutException($"{name}: the time ran out before the request arrived, every time.");
    });

    /// <summary>An answer that never ends and comes as fast as the client takes it.</summary>
    internal static Fault Endless(string name, string beginning, string again) => Answer(name, async (_, connection) =>
    {
        await connection.SendAsync(beginning);
        while (true)
        {
            await connection.SendAsync(again); // Until the client has gone, which throws.
        }
    });

    /// <summary>The handler that the library offers, without a proxy of the machine's, and with a change.</summary>
    internal static SocketsHttpHandler With(Action<SocketsHttpHandler> change)
    {
        var handler = HttpClientTransport.CreateHandler();
        handler.UseProxy = false;
        change(handler);
        return handler;
    }
}
