namespace PodioOAuth.Functional.ProxiesProcess;

/// <summary>Sends secrets, and says what came of it.</summary>
internal delegate Task<string> Case(Subject subject);

/// <summary>What a case is about.</summary>
/// <param name="Podio">A Podio in this process.</param>
/// <param name="Endpoint">Where it listens: plain http to loopback.</param>
/// <param name="Proxy">A proxy.</param>
internal sealed record Subject(InMemoryPodio Podio, PodioEndpoint Endpoint, Uri Proxy)
{
    internal static TokenRequest App { get; } = new(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

    internal static TokenRequest Password { get; } = new(SamplePodio.Client, Grant.Password(SamplePodio.Username, SamplePodio.Password));
}
