using System.Collections.Concurrent;

namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>A server on a loopback port that answers as told, and remembers the paths it was asked for.</summary>
internal sealed class Server : IAsyncDisposable
{
    public const string AccessToken = "made-up-access-token-0123456789";
    public const string RefreshToken = "made-up-new-refresh-token-0123456789";

    private readonly LocalPodio _local;
    private readonly ConcurrentQueue<string> _paths;

    private Server(LocalPodio local, ConcurrentQueue<string> paths) => (_local, _paths) = (local, paths);

    public Uri Address => _local.Address;

    public IReadOnlyCollection<string> Paths => _paths;

    public static LeakSearch Tokens { get; } =
        LeakSearch.For("access_token", AccessToken).And(LeakSearch.For("refresh_token", RefreshToken));

    public static async Task<Server> StartAsync(Func<ReceivedRequest, HttpReply> handler)
    {
        ConcurrentQueue<string> paths = [];
        var local = await LocalPodio.StartAsync(request =>
        {
            paths.Enqueue(request.RevealPath());
            return handler(request);
        });
        return new Server(local, paths);
    }

    public static Task<Server> StartAsync(HttpReply reply) => StartAsync(_ => reply);

    /// <summary>The sample Podio.</summary>
    public static Task<Server> SampleAsync()
    {
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
        return StartAsync(request => podio.Handle(request).Reply);
    }

    public static HttpReply Json(int status, string body) => new(status, "application/json", Encoding.UTF8.GetBytes(body));

    /// <summary>A token for user 7 with a refresh token, of an hour.</summary>
    public static HttpReply Granted() => Json(
        200,
        $$"""
        {"access_token":"{{AccessToken}}","token_type":"bearer","expires_in":3600,"refresh_token":"{{RefreshToken}}",
         "ref":{"type":"user","id":7},"scope":"global:all"}
        """);

    public ValueTask DisposeAsync() => _local.DisposeAsync();
}
