using LanguageExt;

namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Who gets the token: requests to allowed origins that have no <c>Authorization</c> of their own (PODIO 5.1).</summary>
public sealed class AuthorizationTests
{
    private readonly TokenBench _bench = new();

    [Theory]
    [InlineData(true, "https://api.podio.com/item/1?x=y#z"), InlineData(true, "https://api.podio.com:443/item/1")]
    [InlineData(true, "HTTPS://API.PODIO.COM/item/1"), InlineData(false, "http://api.podio.com/item/1")]
    [InlineData(false, "https://api.podio.com:444/item/1"), InlineData(false, "https://podio.com/item/1")]
    [InlineData(false, "https://files.podio.com/1"), InlineData(false, "https://api.podio.com.example.com/item/1")]
    [InlineData(false, "https://api.podio.com@example.com/item/1"), InlineData(false, "https://xapi.podio.com/item/1")]
    [InlineData(false, "https://example.com/?https://api.podio.com/"), InlineData(false, "https://127.0.0.1/item/1")]
    [InlineData(false, "https://xn--/item/1")] // A name that goes to no resolver.
    public async Task By_default_the_token_goes_to_the_public_api_alone(bool isAllowed, string address)
    {
        await _bench.Over(Answers.Ok).GetAsync(new Uri(address));
        Assert.Equal((1, isAllowed ? 1 : 0), _bench.Counts);
        Assert.Equal(isAllowed ? $"OAuth2 {await _bench.TokenAsync()}" : null, _bench.Stub.Requests[0].Authorization);
    }

    [Theory]
    [InlineData(true, "http://127.0.0.1:5000/x"), InlineData(true, "https://podio.example.com:8443/x")]
    [InlineData(true, "https://b\u00FCcher.example/x"), InlineData(true, "https://xn--bcher-kva.example/x")]
    [InlineData(true, "http://[::1]/x"), InlineData(false, "http://127.0.0.1/x")]
    [InlineData(false, "http://127.0.0.2:5000/x"), InlineData(false, "http://localhost:5000/x")]
    [InlineData(false, "https://127.0.0.1:5000/x"), InlineData(false, "https://podio.example.com/x")]
    [InlineData(false, "https://api.podio.com/x")]
    public async Task Origins_are_scheme_host_and_port(bool isAllowed, string address)
    {
        string[] allowed =
            ["http://127.0.0.1:5000/podio?x=y", "https://podio.example.com:8443", "https://b\u00FCcher.example", "http://[::1]"];
        _bench.Over(Answers.Ok, options =>
        {
            options.AllowedOrigins.Clear();
            Array.ForEach(allowed, origin => options.AllowedOrigins.Add(new Uri(origin)));
        });
        await _bench.GetAsync(new Uri(address));
        Assert.Equal(isAllowed, Assert.Single(_bench.Stub.Requests).Authorization is not null);
    }

    [Theory]
    [InlineData("http://api.podio.com/"), InlineData("http://10.0.0.1/"), InlineData("http://localhost.example.com/")]
    [InlineData("ftp://127.0.0.1/"), InlineData("file:///tmp/x"), InlineData("https://name:p4ssw@api.podio.com/"), InlineData("/relative")]
    public void An_origin_that_is_not_safe_is_refused_at_once(string origin)
    {
        var exception = Assert.Throws<ArgumentException>(() => Handler(
            options => options.AllowedOrigins.Add(new Uri(origin, UriKind.RelativeOrAbsolute))));
        Assert.DoesNotContain("p4ssw", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_and_negative_are_refused_at_once()
    {
        Assert.Throws<ArgumentNullException>(() => new PodioTokenHandler(null!));
        Assert.Throws<ArgumentNullException>(() => Handler(options => options.AllowedOrigins.Add(null!)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Handler(options => options.MaxBufferedBody = -1));
    }

    [Theory]
    [InlineData("Basic Zm9vOmJhcg==", false), InlineData("Basic own", true), InlineData("OAuth2 anothers", false)]
    [InlineData("Bearer a, Bearer b", false), InlineData("", false), InlineData("(no such scheme)", false)]
    public async Task A_callers_own_authorization_stays_as_it_is(string own, bool isOfTheClient)
    {
        _bench.Over(Answers.Expired);
        using var request = new HttpRequestMessage(HttpMethod.Get, TokenBench.Item);
        HttpHeaders headers = isOfTheClient ? _bench.Client.DefaultRequestHeaders : request.Headers;
        headers.TryAddWithoutValidation("Authorization", own);
        using var response = await _bench.Client.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(own, _bench.Stub.Requests[0].Authorization);
        Assert.Equal(own, request.Headers.NonValidated["Authorization"].ToString());
        Assert.Equal((1, 0), _bench.Counts);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task After_the_call_no_message_contains_the_token(bool isFailing)
    {
        var search = LeakSearch.For("access token", new Secret(await _bench.TokenAsync()));
        _bench.Over(() => isFailing ? throw new HttpRequestException("down") : Answers.Ok());
        using var request = new HttpRequestMessage(HttpMethod.Get, TokenBench.Item);
        HttpResponseMessage? response = null;
        var exception = await Record.ExceptionAsync(async () => response = await _bench.Client.SendAsync(request));
        Assert.Equal(isFailing, exception is HttpRequestException);
        Assert.NotEmpty(search.In("what was sent", Assert.Single(_bench.Stub.Requests).Authorization));
        Assert.Empty(search.In("messages", $"{request} {response} {response?.RequestMessage}"));
        Assert.False(request.Headers.Contains("Authorization"));
    }

    [Fact]
    public async Task A_message_that_another_handler_created_does_not_contain_the_token()
    {
        _bench.Over((request, _) =>
        {
            var response = Answers.Ok();
            response.RequestMessage = new HttpRequestMessage(request.Method, request.RequestUri);
            response.RequestMessage.Headers.Authorization = request.Headers.Authorization;
            return response;
        });
        using var response = await _bench.Client.GetAsync(TokenBench.Item);
        var search = LeakSearch.For("access token", new Secret(await _bench.TokenAsync()));
        Assert.Empty(search.In("message", response.RequestMessage!.ToString()));
    }

    [Theory, InlineData("a,b"), InlineData("a\"b"), InlineData("a "), InlineData("a b=")]
    public async Task An_inner_handler_can_read_the_header_of_any_token(string accessToken)
    {
        TokenExchange exchange = (_, _) => Task.FromResult<Either<OAuthError, Token>>(
            new Token(accessToken, "bearer", TimeSpan.FromHours(8), null, TokenReference.None, null));
        var source = TokenSource.Unattended(exchange, TokenBench.App);
        string? read = null;
        using var handler = new PodioTokenHandler(_ => source);
        handler.InnerHandler = new StubHandler((request, _) =>
        {
            read = request.Headers.Authorization?.Parameter;
            return Answers.Expired();
        });
        using var client = new HttpClient(handler);
        using var response = await client.GetAsync(TokenBench.Item);
        Assert.Equal(accessToken, read);
        Assert.Equal(2, ((StubHandler)handler.InnerHandler).Requests.Count); // The rejection was seen as one of this token.
    }

    [Fact]
    public async Task A_header_that_the_selection_of_the_source_adds_is_replaced()
    {
        _bench.Over(Answers.Ok);
        using var handler = new PodioTokenHandler(request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", "OAuth2 anothers");
            return _bench.Source;
        });
        handler.InnerHandler = _bench.Stub;
        using var client = new HttpClient(handler, disposeHandler: false);
        using var response = await client.GetAsync(TokenBench.Item);
        Assert.Equal($"OAuth2 {await _bench.TokenAsync()}", Assert.Single(_bench.Stub.Requests).Authorization);
    }

    [Fact]
    public void Synchronous_sending_of_a_call_that_needs_a_token_is_refused()
    {
        _bench.Over(Answers.Ok);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://somebody:made-up@api.podio.com/item/1");
        var exception = Assert.Throws<NotSupportedException>(() => _bench.Client.Send(request));
        Assert.Contains("https://api.podio.com", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("made-up", exception.Message, StringComparison.Ordinal);
        Assert.Contains("SendAsync", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Stub.Requests);
    }

    [Theory, InlineData("https://files.example.com/1", null), InlineData("https://api.podio.com/item/1", "Basic eDp5")]
    public void Any_other_call_may_be_sent_synchronously(string address, string? authorization)
    {
        _bench.Over(Answers.Ok);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        using var response = _bench.Client.Send(request);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(authorization, _bench.Stub.Requests[0].Authorization);
        Assert.Equal((1, 0), _bench.Counts);
    }

    private PodioTokenHandler Handler(Action<PodioTokenHandlerOptions> configure)
    {
        var options = new PodioTokenHandlerOptions();
        configure(options);
        return new PodioTokenHandler(_ => _bench.Source, options);
    }
}
