using System.Net.Http.Headers;

namespace PodioOAuth.Functional;

/// <summary>What a caller's client may not carry. Looked at when a transport is made and before each send: a client can change.</summary>
internal static class ClientRules
{
    internal const string ForeignBase = "The client's base address is not the one of the endpoint.";

    /// <summary>The headers that say who is signed in. The token endpoint must not get them (PODIO 2.11).</summary>
    internal static readonly string[] RefusedHeaders = ["Authorization", "Cookie"];

    /// <summary>Refuses a client that sends such a header with every request, or that was made for another host.</summary>
    internal static void Check(HttpClient client, PodioEndpoint endpoint)
    {
        RefuseHeaders(client.DefaultRequestHeaders.NonValidated, nameof(client));
        if (client.BaseAddress is { } address && !IsBaseOf(endpoint, address))
        {
            throw new ArgumentException(ForeignBase, nameof(client));
        }
    }

    internal static void RefuseHeaders(HttpHeadersNonValidated headers, string parameter)
    {
        foreach (var name in RefusedHeaders)
        {
            if (headers.Contains(name))
            {
                throw new ArgumentException(RefusedHeader(name), parameter);
            }
        }
    }

    internal static bool IsBaseOf(PodioEndpoint endpoint, Uri address) =>
        address.Equals(endpoint.Api)
        || (address.IsAbsoluteUri && string.Equals(address.AbsoluteUri + "/", endpoint.Api.AbsoluteUri, StringComparison.Ordinal));

    internal static string RefusedHeader(string name) =>
        $"The client sends {name} with every request. The token endpoint must not get it (PODIO 2.11): use a client of its own.";
}
