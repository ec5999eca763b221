using System.Text;

namespace PodioOAuth.Functional;

// ClientCredentials = ClientId × ClientSecret

/// <summary>The API key made in Podio: the client's id and its secret (RFC 6749 §2.3.1).</summary>
/// <remarks>
/// Both are opaque: Podio's ids are short names or, for old keys, a mail address (PODIO 2.12). Nothing is checked here;
/// <see cref="TokenRequest.Validate"/> names a missing or unusable value. So an unset environment variable may be passed as it is.
/// </remarks>
public sealed record ClientCredentials
{
    /// <summary>Pairs an id with its secret.</summary>
    /// <param name="clientId">The key of the API client: 1 to 16,384 characters of VSCHAR (RFC 6749 A.1).</param>
    /// <param name="clientSecret">Its secret: 1 to 16,384 characters of VSCHAR (RFC 6749 A.2).</param>
    public ClientCredentials(string? clientId, Secret? clientSecret) => (ClientId, ClientSecret) = (clientId!, clientSecret!);

    /// <summary>The key of the API client. Not secret.</summary>
    public string ClientId { get; init; }

    /// <summary>The client's secret.</summary>
    public Secret ClientSecret { get; init; }

    /// <summary>Takes the pair apart.</summary>
    public void Deconstruct(out string clientId, out Secret clientSecret) => (clientId, clientSecret) = (ClientId, ClientSecret);

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("ClientId = ").Append(Printable.Escape(ClientId)).Append(", ClientSecret = ").Append(ClientSecret);
        return true;
    }
}
