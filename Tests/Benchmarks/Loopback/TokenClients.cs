using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Duende.IdentityModel.Client;
using Flurl.Http;
using Flurl.Http.Configuration;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Every contender's way from a password grant to a token over a socket. Each has a client and connections of its own, below the
/// same handler's settings.</summary>
internal sealed class TokenClients : IDisposable
{
    private readonly HttpClient _ours = NewClient();
    private readonly HttpClient _bare = NewClient();
    private readonly HttpClient _duende = NewClient();
    private readonly HttpClient _form = NewClient();
    private readonly FlurlClient _ourFlurl = new(NewClient());
    private readonly FlurlClient _flurl = new(NewClient());
    private readonly Transport _httpTransport;
    private readonly Transport _flurlTransport;
    private readonly Uri _address;
    private readonly byte[] _prepared;

    internal TokenClients(Uri podio)
    {
        var endpoint = PodioEndpoint.Create(podio.AbsoluteUri).Match(
            Right: it => it, Left: error => throw new ArgumentException(error.Describe()));
        _httpTransport = HttpClientTransport.Create(_ours, endpoint);
        _flurlTransport = FlurlTransport.Create(_ourFlurl, endpoint);
        _address = new Uri(podio, "oauth/token");
        _prepared = TokenRequest.Encode(SampleRequest.Request).Match(
            Right: form => form.ToBytes(), Left: error => throw new InvalidOperationException(error.Describe()));
        _flurl.Settings.JsonSerializer = new DefaultJsonSerializer(TokenRecordContext.Default.Options);
    }

    internal Task<Either<OAuthError, Token>> ByHttpClientTransport() => _httpTransport.RequestTokenAsync(SampleRequest.Request);

    internal Task<Either<OAuthError, Token>> ByFlurlTransport() => _flurlTransport.RequestTokenAsync(SampleRequest.Request);

    /// <summary>The request that our transport sends, byte for byte, and the body drained into an array: nothing encoded, nothing
    /// parsed.</summary>
    /// <remarks>As one calls a client: it reads the whole reply before it returns. Asking for the headers first and reading the body into
    /// an array would spare it 450 B.</remarks>
    internal async Task<byte[]> ByBareClient()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(_prepared) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("Accept-Language", "en");
        using var response = await _bare.SendAsync(message).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
    }

    internal async Task<TokenResponse> ByDuende()
    {
        using var request = new PasswordTokenRequest
        {
            RequestUri = _address,
            ClientId = SampleForm.ClientId,
            ClientSecret = SampleForm.ClientSecret,
            ClientCredentialStyle = ClientCredentialStyle.PostBody,
            UserName = SampleForm.Username,
            Password = SampleForm.Password,
        };
        return await _duende.RequestPasswordTokenAsync(request).ConfigureAwait(false);
    }

    internal async Task<TokenRecord> ByFormAndRecord()
    {
        using var content = new FormUrlEncodedContent(SampleForm.Pairs);
        using var response = await _form.PostAsync(_address, content).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(TokenRecordContext.Default.TokenRecord).ConfigureAwait(false))!;
    }

    /// <remarks>The fields as pairs and the record source-generated: an anonymous object takes 1,100 B more.</remarks>
    internal Task<TokenRecord> ByFlurl() =>
        _flurl.Request(_address.AbsoluteUri).PostUrlEncodedAsync(SampleForm.Pairs).ReceiveJson<TokenRecord>();

    public void Dispose()
    {
        foreach (IDisposable client in new IDisposable[] { _ours, _bare, _duende, _form, _ourFlurl, _flurl })
        {
            client.Dispose();
        }
    }

    private static HttpClient NewClient() => new(HttpClientTransport.CreateHandler());
}
