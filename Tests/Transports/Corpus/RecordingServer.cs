namespace PodioOAuth.Functional.Transports.Tests.Corpus;

/// <summary>What a server does once a recording's last byte is out.</summary>
public enum Ending
{
    /// <summary>It ends the connection.</summary>
    Closes,

    /// <summary>It keeps the connection, so that the client has to see by itself where the reply ends.</summary>
    Stays,
}

/// <summary>Answers the first requests with a recording's exact bytes, and every later one with a token.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    internal const string LaterToken = "the-pool-is-healthy";

    private const string LaterBody = $$"""{"access_token":"{{LaterToken}}","token_type":"bearer"}""";

    private readonly ReadOnlyMemory<byte> _recording;
    private readonly Ending _ending;
    private readonly int _times;
    private readonly WireServer _server;
    private readonly SemaphoreSlim _ended = new(0);
    private int _asked;

    internal RecordingServer(CorpusEntry entry, Ending ending, int times)
    {
        (_recording, _ending, _times) = (entry.ReadBytes(), ending, times);
        _server = WireServer.Start(AnswerAsync);
    }

    internal PodioEndpoint Endpoint => _server.Endpoint;

    internal int Requests => _server.Requests.Count;

    /// <summary>The endings under which a recording is one reply: one that does not say where it ends needs the connection's end.</summary>
    internal static IEnumerable<Ending> EndingsOf(CorpusEntry entry) => SaysItsEnd(entry) ? Enum.GetValues<Ending>() : [Ending.Closes];

    /// <summary>Ends when the server has done with a recording. A request that comes before would cross the connection's end on its way,
    /// which no client can help that sends once only.</summary>
    internal Task HasEndedAsync() => _ended.WaitAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _ended.Dispose();
    }

    private static bool SaysItsEnd(CorpusEntry entry) =>
        entry.IsValidHttp && entry.File[..3] is not "063"; // HTTP/1.0, up to the end of the connection.

    private async Task AnswerAsync(WireRequest request, WireConnection connection)
    {
        if (Interlocked.Increment(ref _asked) > _times)
        {
            await WireAnswers.Reply(200, LaterBody)(request, connection);
            return;
        }

        await connection.SendAsync(_recording);
        if (_ending == Ending.Closes)
        {
            connection.Close();
        }

        _ended.Release();
    }
}
