using System.Net.Http.Headers;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A handler as people write it over MSAL: asks it for a token before each call.</summary>
internal sealed class MsalHandler(MsalClient client) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var result = await client.GetTokenAsync().ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth2", result.AccessToken);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
