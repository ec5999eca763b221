using LanguageExt;
using PodioOAuth.Functional;

namespace Quickstart;

/// <summary>The Podio that the examples talk to: the one at <c>PODIO_URL</c>, or a local one that ends with the program.</summary>
internal sealed class PodioHost : IAsyncDisposable
{
    private readonly LocalPodio? _local;

    private PodioHost(PodioEndpoint endpoint, LocalPodio? local) => (Endpoint, _local) = (endpoint, local);

    public PodioEndpoint Endpoint { get; }

    public bool IsLocal => _local is not null;

    /// <summary>Returns the Podio, or the error in <c>PODIO_URL</c>.</summary>
    public static async Task<Either<OAuthError, PodioHost>> AttachOrStartAsync()
    {
        if (Environment.GetEnvironmentVariable("PODIO_URL") is { } url)
        {
            return PodioEndpoint.Create(url).Map(endpoint => new PodioHost(endpoint, local: null));
        }

        var local = await LocalPodio.StartAsync(new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)));
        return new PodioHost(local.Endpoint, local);
    }

    public ValueTask DisposeAsync() => _local?.DisposeAsync() ?? ValueTask.CompletedTask;
}
