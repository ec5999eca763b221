namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>A 401 that says that the token is no good: renewed once, sent once more, never in a loop (PODIO 4.12 to 4.14).</summary>
public sealed class RenewalTests
{
    private readonly TokenBench _bench = new();

    [Fact]
    public async Task A_rejected_token_is_renewed_once_and_the_call_is_sent_once_more()
    {
        var old = await _bench.TokenAsync();
        Assert.Equal(200, (await _bench.Over(StubHandler.RefusingFirst(1)).GetAsync()).Status);
        var renewed = await _bench.TokenAsync();
        Assert.NotEqual(old, renewed);
        Assert.Equal([$"OAuth2 {old}", $"OAuth2 {renewed}"], _bench.Stub.Requests.Select(request => request.Authorization));
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_token_that_is_rejected_again_is_the_answer_and_causes_no_storm()
    {
        Assert.Equal((401, Answers.ExpiredBody), await _bench.Over(Answers.Expired).GetAsync());
        for (var i = 0; i < 100; i++)
        {
            Assert.IsType<CoolingDownError>(await _bench.GetInVainAsync());
        }

        Assert.Equal((2, 2), _bench.Counts);
        _bench.Clock.Advance(RenewalPolicy.Default.RejectionCoolDown);
        await _bench.GetInVainAsync();
        Assert.Equal((3, 3), _bench.Counts); // Tried again: renewed, refused at once, and held down.
    }

    [Theory]
    [InlineData(401, """{"error":"unauthorized","error_description":"invalid_request"}""")]
    [InlineData(401, "")]
    [InlineData(403, """{"error":"forbidden","error_description":"expired_token"}""")]
    [InlineData(400, """{"error":"invalid_token"}""")]
    [InlineData(404, """{"error":"not_found"}""")]
    [InlineData(500, """{"error":"unauthorized","error_description":"expired_token"}""")]
    public async Task Any_other_reply_is_the_answer(int status, string body)
    {
        _bench.Over(() => Answers.Of((HttpStatusCode)status, body));
        Assert.Equal((status, body), await _bench.GetAsync());
        Assert.NotEmpty(await _bench.TokenAsync());
        Assert.Equal((1, 1), _bench.Counts); // The token is as good as before.
    }

    [Fact]
    public async Task A_token_that_is_not_the_current_one_any_more_is_not_renewed()
    {
        var old = await _bench.TokenAsync();
        _bench.Over((_, number) =>
        {
            if (number > 1)
            {
                return Answers.Ok();
            }

            _bench.Source.ReportRejected(new Secret(old)); // Another call has learned of it, and has a new one already.
            Assert.NotEqual(old, _bench.TokenAsync().GetAwaiter().GetResult());
            return Answers.Expired();
        });
        Assert.Equal(200, (await _bench.GetAsync()).Status);
        Assert.Equal(2, _bench.Exchanges);
        Assert.Equal($"OAuth2 {await _bench.TokenAsync()}", _bench.Stub.Requests[1].Authorization);
    }

    [Fact]
    public async Task A_call_for_which_no_source_is_selected_fails_with_the_reason()
    {
        using var client = new HttpClient(new PodioTokenHandler(_ => null!) { InnerHandler = _bench.Stub });
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(TokenBench.Item));
        Assert.Contains("returned null", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Stub.Requests);
    }

    [Fact]
    public async Task The_source_is_chosen_once_per_call()
    {
        var chosen = 0;
        using var client = new HttpClient(new PodioTokenHandler(_ => (Number: chosen++, _bench.Source).Source)
        {
            InnerHandler = StubHandler.RefusingFirst(1),
        });
        using var response = await client.GetAsync(TokenBench.Item);
        Assert.Equal(1, chosen);
    }

    [Fact]
    public async Task A_copy_of_the_message_with_its_address_and_header_is_renewed_like_the_message()
    {
        _bench.Over((request, number) =>
        {
            var response = number == 1 ? Answers.Expired() : Answers.Ok();
            response.RequestMessage = new HttpRequestMessage(request.Method, request.RequestUri)
            {
                Headers = { Authorization = request.Headers.Authorization },
            };
            return response;
        });
        Assert.Equal(200, (await _bench.GetAsync()).Status);
        Assert.Equal((2, 2), _bench.Counts);
    }

    // How the reading of the first reply fails, and the call with it. Of what unpacks it, each algorithm has an exception of its own.
    public static TheoryData<Exception?, Type?> Cuts => new()
    {
        { null, null },
        { new IOException(), typeof(HttpRequestException) },
        { new InvalidDataException(), typeof(HttpRequestException) },
        { new InvalidOperationException(), typeof(HttpRequestException) },
        { new ObjectDisposedException("stream"), typeof(ObjectDisposedException) },
        { new FormatException(), typeof(FormatException) },
    };

    [Theory, MemberData(nameof(Cuts))]
    public async Task The_first_reply_is_disposed_and_its_connection_with_it_though_it_is_cut_short(Exception? cut, Type? expected)
    {
        var content = new GatedContent(cut is null ? Answers.ExpiredBody : Answers.ExpiredBody[..10], "");
        (cut is null ? content.Open : (Action)(() => content.Cut(cut)))();
        _bench.Over((_, number) => number == 1
            ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = content }
            : Answers.Ok());
        var exception = await Record.ExceptionAsync(
            () => _bench.Client.GetAsync(TokenBench.Item, HttpCompletionOption.ResponseHeadersRead));
        Assert.Equal(expected, exception?.GetType());
        Assert.True(content.Disposed.IsCompleted);
    }
}
