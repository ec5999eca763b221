using Flurl.Http;

namespace PodioOAuth.Functional;

/// <summary>The same rules for a Flurl client, which has headers and a base address besides those of the client within it.</summary>
internal static class FlurlClientRules
{
    internal static void Check(IFlurlClient client, PodioEndpoint endpoint)
    {
        ClientRules.Check(client.HttpClient, endpoint);
        RefuseHeaders(client, client.Headers.Contains);
        if (client.BaseUrl is { Length: > 0 } text
            && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && ClientRules.IsBaseOf(endpoint, address)))
        {
            throw new ArgumentException(ClientRules.ForeignBase, nameof(client));
        }
    }

    /// <summary>Looks at what the client's event handlers, which have run, made of a request.</summary>
    internal static void Check(IFlurlClient client, FlurlCall call)
    {
        RefuseHeaders(client, call.Request.Headers.Contains);
        RefuseHeaders(client, name => call.HttpRequestMessage.Headers.NonValidated.Contains(name));
    }

    private static void RefuseHeaders(IFlurlClient client, Func<string, bool> has)
    {
        foreach (var name in ClientRules.RefusedHeaders)
        {
            if (has(name))
            {
                throw new ArgumentException(ClientRules.RefusedHeader(name), nameof(client));
            }
        }
    }
}
