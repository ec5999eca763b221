using System.Net;
using System.Net.Http.Headers;

namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Who gets the token: requests to allowed origins that have no <c>Authorization</c> of their own (PODIO 5.1).</summary>
public sealed class AuthorizationTests
{
    private readonly TokenBench _bench = new();

    [Theory]
    [InlineData(true, "https://api.podio.com/item/1?x=y#z")]
    [InlineData(true, "https://api.podio.com:443/item/1")]
    [InlineData(true, "HTTPS://API.PODIO.COM/item/1")]
    [InlineData(false, "http://api.podio.com/item/1")]
    [InlineData(false, "https://api.podio.com:444/item/1")]
    [InlineData(false, "https://podio.com/item/1")]
    [InlineData(false, "https://files.podio.com/1")]
    [InlineData(false, "https://api.podio.com.example.com/item/1")]
    [InlineData(false, "https://api.podio.com@example.com/item/1")]
    [InlineData(false, "https://xapi.podio.com/item/1")]
    [InlineData(false, "https://example.com/?https://api.podio.com/")]
    [InlineData(false, "https://127.0.0.1/item/1")]
    [InlineData(false, "https://xn--/item/1")] // A name that goes to no resolver.
    public async Task By_default_the_token_goes_to_the_public_api_alone(bool isAllowed, string address)
    {
        var stub = StubHandler.Always(Answers.Ok);
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(new Uri(address));
        Assert.Equal(isAllowed ? $"OAuth2 {await _bench.TokenAsync()}" : null, Assert.Single(stub.Requests).Authorization);
        Assert.Equal(isAllowed ? 1 : 0, _bench.Exchanges);
    }

    [Theory]
    [InlineData(true, "http://127.0.0.1:5000/x")]
    [InlineData(true, "https://podio.example.com:8443/x")]
    [InlineData(true, "https://b\u00FCcher.example/x")]
    [InlineData(true, "https://xn--bcher-kva.example/x")]
    [InlineData(true, "http://[::1]/x")]
    [InlineData(false, "http://127.0.0.1/x")]
    [InlineData(false, "http://127.0.0.2:5000/x")]
    [InlineData(false, "http://localhost:5000/x")]
    [InlineData(false, "https://127.0.0.1:5000/x")]
    [InlineData(false, "https://podio.example.com/x")]
    [InlineData(false, "https://api.podio.com/x")]
    public async Task Origins_are_scheme_host_and_port(bool isAllowed, string address)
    {
        var stub = StubHandler.Always(Answers.Ok);
        using var client = _bench.Client(stub, options =>
        {
            options.AllowedOrigins.Clear();
            options.AllowedOrigins.Add(new Uri("http://127.0.0.1:5000/podio?x=y"));
            options.AllowedOrigins.Add(new Uri("https://podio.example.com:8443"));
            options.AllowedOrigins.Add(new Uri("https://b\u00FCcher.example"));
            options.AllowedOrigins.Add(new Uri("http://[::1]"));
        });
        using var response = await client.GetAsync(new Uri(address));
        Assert.Equal(isAllowed, Assert.Single(stub.Requests).Authorization is not null);
    }

    [Theory]
    [InlineData("http://api.podio.com/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///tmp/x")]
    [InlineData("https://name:word@api.podio.com/")]
    [InlineData("/relative")]
    public void An_origin_that_is_not_safe_is_refused_at_once(string origin)
    {
        var options = new PodioTokenHandlerOptions();
        options.AllowedOrigins.Add(new Uri(origin, UriKind.RelativeOrAbsolute));
        var exception = Assert.Throws<ArgumentException>(() => new PodioTokenHandler(_ => _bench.Source, options));
        Assert.DoesNotContain("word", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_and_negative_are_refused_at_once()
    {
        Assert.Throws<ArgumentNullException>(() => new PodioTokenHandler(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PodioTokenHandler(
            _ => _bench.Source, new PodioTokenHandlerOptions { MaxBufferedBody = -1 }));
        var options = new PodioTokenHandlerOptions();
        options.AllowedOrigins.Add(null!);
        Assert.Throws<ArgumentNullException>(() => new PodioTokenHandler(_ => _bench.Source, options));
    }

    [Theory]
    [InlineData("Basic Zm9vOmJhcg==")]
    [InlineData("OAuth2 anothers")]
    [InlineData("Bearer a, Bearer b")]
    [InlineData("")]
    [InlineData("(no such scheme)")]
    public async Task A_callers_own_authorization_stays_as_it_is(string own)
    {
        var stub = StubHandler.Always(Answers.Expired);
        using var client = _bench.Client(stub);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.podio.com/item/1");
        request.Headers.TryAddWithoutValidation("Authorization", own);
        using var response = await client.SendAsync(request);
        Assert.Equal(own, Assert.Single(stub.Requests).Authorization);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(own, request.Headers.NonValidated["Authorization"].ToString());
        Assert.Equal(0, _bench.Exchanges);
    }

    [Fact]
    public async Task A_default_header_of_the_client_is_the_callers_own()
    {
        var stub = StubHandler.Always(Answers.Ok);
        using var client = _bench.Client(stub);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "own");
        using var response = await client.GetAsync(new Uri("https://api.podio.com/"));
        Assert.Equal("Basic own", Assert.Single(stub.Requests).Authorization);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Afterwards_no_message_has_the_token(bool isFailing)
    {
        var search = LeakSearch.For("access token", new Secret(await _bench.TokenAsync()));
        var stub = new StubHandler((_, _) => isFailing ? throw new HttpRequestException("down") : Answers.Ok());
        using var client = _bench.Client(stub);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.podio.com/item/1");
        if (isFailing)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request));
        }
        else
        {
            using var response = await client.SendAsync(request);
            Assert.Empty(search.In("response", response.ToString()));
            Assert.Empty(search.In("request of response", response.RequestMessage!.ToString()));
        }

        Assert.NotEmpty(search.In("what was sent", Assert.Single(stub.Requests).Authorization));
        Assert.Empty(search.In("request", request.ToString()));
        Assert.False(request.Headers.Contains("Authorization"));
    }

    [Fact]
    public async Task Nor_has_a_message_that_another_handler_made_of_it()
    {
        var stub = new StubHandler((request, _) =>
        {
            var clone = new HttpRequestMessage(request.Method, request.RequestUri);
            clone.Headers.Authorization = request.Headers.Authorization;
            var response = Answers.Ok();
            response.RequestMessage = clone;
            return response;
        });
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(new Uri("https://api.podio.com/item/1"));
        var search = LeakSearch.For("access token", new Secret(await _bench.TokenAsync()));
        Assert.Empty(search.In("message", response.RequestMessage!.ToString()));
    }

    [Fact]
    public void Synchronous_sending_of_a_call_that_needs_a_token_is_refused()
    {
        var stub = StubHandler.Always(Answers.Ok);
        using var client = _bench.Client(stub);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://somebody:made-up@api.podio.com/item/1");
        var exception = Assert.Throws<NotSupportedException>(() => client.Send(request));
        Assert.Contains("https://api.podio.com", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("made-up", exception.Message, StringComparison.Ordinal);
        Assert.Contains("SendAsync", exception.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("https://files.example.com/1", null)]
    [InlineData("https://api.podio.com/item/1", "Basic eDp5")]
    public void Any_other_call_may_be_sent_synchronously(string address, string? authorization)
    {
        var stub = StubHandler.Always(Answers.Ok);
        using var client = _bench.Client(stub);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        using var response = client.Send(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(authorization, Assert.Single(stub.Requests).Authorization);
        Assert.Equal(0, _bench.Exchanges);
    }
}
