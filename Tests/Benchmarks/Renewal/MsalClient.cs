using System.Net;
using System.Net.Http.Headers;
using Microsoft.Identity.Client;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>MSAL.NET as a daemon uses it: client credentials, its token cache in memory. Its token endpoint is a stub in this process,
/// which gives the sample token once; every later token has to come from the cache.</summary>
internal sealed class MsalClient : IDisposable
{
    private static readonly string[] Scopes = ["https://example.invalid/.default"];

    private readonly HttpClient _stub = new(new TokenEndpoint());
    private readonly IConfidentialClientApplication _application;

    internal MsalClient()
    {
        _application = ConfidentialClientApplicationBuilder.Create(SampleForm.ClientId)
            .WithClientSecret(SampleForm.ClientSecret)
            .WithAuthority("https://login.microsoftonline.com/00000000-0000-0000-0000-000000000001")
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(new OneClient(_stub))
            .Build();
        AskAsync().GetAwaiter().GetResult();
    }

    internal Task<AuthenticationResult> GetTokenAsync() => AskAsync();

    public void Dispose() => _stub.Dispose();

    private Task<AuthenticationResult> AskAsync() => _application.AcquireTokenForClient(Scopes).ExecuteAsync();

    private sealed class OneClient(HttpClient client) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => client;
    }

    private sealed class TokenEndpoint : HttpMessageHandler
    {
        // The sample's access token alone: client credentials bring no refresh token, and MSAL takes none from them.
        private static readonly string Reply =
            $$"""{"access_token":"{{SampleReply.ParseValues(SampleReply.Reply).AccessToken}}","expires_in":28800,"token_type":"Bearer"}""";

        private bool _hasAnswered;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_hasAnswered)
            {
                throw new InvalidOperationException("MSAL was to serve its cache.");
            }

            _hasAnswered = true;
            var content = new StringContent(Reply, new MediaTypeHeaderValue("application/json", "utf-8"));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
        }
    }
}
