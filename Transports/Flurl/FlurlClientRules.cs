using Flurl.Http;
using Flurl.Util;

namespace PodioOAuth.Functional;

/// <summary>The rules for a Flurl client, which has headers and a base address in addition to those of the client within it.</summary>
internal static class FlurlClientRules
{
    internal static void Check(IFlurlClient client, PodioEndpoint endpoint, TransportOptions options)
    {
        ClientRules.Check(client.HttpClient, endpoint, options);
        RefuseHeaders(client, client.Headers);
        if (client.BaseUrl is { Length: > 0 } text
            && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && ClientRules.IsBaseOf(endpoint, address)))
        {
            throw new ArgumentException(ClientRules.ForeignBase, nameof(client));
        }
    }

    /// <summary>Checks what the client's event handlers, which have already run, changed in a request.</summary>
    internal static void Check(IFlurlClient client, FlurlCall call)
    {
        RefuseHeaders(client, call.Request.Headers);
        ClientRules.RefuseHeaders(call.HttpRequestMessage.Headers.NonValidated, nameof(client));
    }

    // By index: the list's own Contains and its enumerator allocate six objects per name.
    private static void RefuseHeaders(IFlurlClient client, INameValueList<string> headers)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (ClientRules.RefusedHeaders.Contains(headers[i].Name, StringComparer.OrdinalIgnoreCase))
            {
                throw new ArgumentException(ClientRules.RefusedHeader(headers[i].Name), nameof(client));
            }
        }
    }
}
