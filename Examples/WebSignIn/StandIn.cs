using PodioOAuth.Functional;
using PodioOAuth.Functional.Serving;

namespace WebSignIn;

/// <summary>A local Podio to try the site with, and the settings that lead to it.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private StandIn(InMemoryPodio podio, LocalPodio server) => (Podio, Server) = (podio, server);

    internal InMemoryPodio Podio { get; }

    internal LocalPodio Server { get; }

    /// <summary>Starts one, unless a client of the real Podio is configured.</summary>
    /// <exception cref="SettingsException">Only one half of a client is configured.</exception>
    internal static async Task<StandIn?> StartIfNeededAsync(IConfigurationManager configuration)
    {
        var (hasId, hasSecret) =
            (!string.IsNullOrEmpty(configuration["Podio:ClientId"]), !string.IsNullOrEmpty(configuration["Podio:ClientSecret"]));
        if (hasId != hasSecret)
        {
            throw new SettingsException(
                $"Podio__Client{(hasId ? "Id" : "Secret")} is set and Podio__Client{(hasId ? "Secret" : "Id")} isn't: "
                + "set both for the real Podio, or neither for the local one.");
        }

        if (hasId)
        {
            return null;
        }

        var podio = new InMemoryPodio(PodioState.Empty
            .WithClient(SamplePodio.Client)
            .WithUser(SamplePodio.UserId, SamplePodio.Username, SamplePodio.Password)
            .WithUser(2043312, "sam@example.com", SamplePodio.Password));
        var server = await LocalPodio.StartAsync(podio);
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Podio:ClientId"] = SamplePodio.Client.ClientId,
            ["Podio:ClientSecret"] = SamplePodio.Client.ClientSecret.Reveal(),
            ["Podio:ApiBase"] = server.Address.AbsoluteUri,
        });
        return new StandIn(podio, server);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
