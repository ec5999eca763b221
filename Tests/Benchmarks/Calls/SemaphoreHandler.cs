using System.Net.Http.Headers;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A handler as people write it over a cache of their own.</summary>
internal sealed class SemaphoreHandler(SemaphoreCache cache) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await cache.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth2", token.AccessToken.Reveal());
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
