namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>A password grant over HttpClient, from making the transport to reading the token. <c>way.sh</c> counts its files.</summary>
/// <remarks>It calls only what an application calls, so that every file counted is one that the grant needs.</remarks>
public sealed class PasswordGrantWay
{
    [Fact]
    public async Task A_password_grant_over_HttpClient_ends_at_a_token()
    {
        using var client = new HttpClient(new Stub(_ => new HttpResponseMessage
        {
            Content = new ByteArrayContent(
                """
                {"access_token":"a1","expires_in":28800,"token_type":"bearer","scope":"global:all",
                "ref":{"type":"user","id":7},"refresh_token":"r1"}
                """u8.ToArray())
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        }));
        var podio = HttpClientTransport.Create(client);

        var answer = await podio.RequestTokenAsync(
            new TokenRequest(new ClientCredentials("client", "client-secret"), Grant.Password("jane", "jane-password")));

        Assert.Equal("a1", answer.Match(Right: token => token.AccessToken.Reveal(), Left: error => error.Describe()));
    }
}
