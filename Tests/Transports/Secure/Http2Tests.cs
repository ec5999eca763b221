namespace PodioOAuth.Functional.Transports.Tests.Secure;

/// <summary>What the contract's laws say of HTTP/1.1, over HTTP/2. No laws themselves: they would bring Kestrel into the package, and ask
/// of a user's transport that it trusts their certificate.</summary>
public sealed class Http2Tests
{
    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task The_request_is_sent_and_the_complete_reply_is_returned(Face face)
    {
        string protocol = "", body = "", accept = "";
        await using var server = await Http2Server.StartAsync(async context =>
        {
            (protocol, accept) = (context.Request.Protocol, $"{context.Request.Headers.Accept}");
            body = await context.ReadBodyAsync();
            context.Response.StatusCode = 420;
            context.Response.Headers.Append("Retry-After", "7");
            context.Response.Headers.Append("X-Podio-Request-Id", "law");
            await context.Response.Body.WriteAsync(new byte[40_000]);
        });
        using var client = server.CreateClient();

        var reply = (await face.OverHttp2(client, server.Endpoint).SendAsync()).AssertReply(420);

        Assert.Equal("HTTP/2", protocol);
        Assert.Equal(Encoding.ASCII.GetString(Requests.Form.ToBytes()), body);
        Assert.Equal("application/json", accept);
        Assert.Equal("7", reply.RevealHeader("Retry-After"));
        Assert.Equal("law", reply.RevealHeader("X-Podio-Request-Id"));
        Assert.Equal(40_000, reply.AsMemory().Length);
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task An_endless_body_is_abandoned(Face face)
    {
        await using var server = await Http2Server.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[0x4000], context.RequestAborted);
            }
        });
        using var client = server.CreateClient();

        var reply = (await face.OverHttp2(client, server.Endpoint).SendAsync()).AssertReply(200);

        Assert.True(reply.IsBodyTooLarge);
        Assert.True(reply.AsMemory().IsEmpty);
    }

    [Theory, MemberData(nameof(Faces.With), new[] { 301, 302, 303, 307, 308 }, MemberType = typeof(Faces))]
    public async Task A_redirect_is_a_reply_and_a_client_that_follows_it_sends_nothing_again(Face face, int status)
    {
        var bodies = 0;
        await using var server = await Http2Server.StartAsync(async context =>
        {
            bodies += (await context.ReadBodyAsync()).Length > 0 ? 1 : 0;
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            context.Response.Headers.SetCookie = "law=1; Path=/";
        });
        using var client = server.CreateClient();
        (await face.OverHttp2(client, server.Endpoint).SendAsync()).AssertReply(status);
        Assert.Equal((1, 1), (server.Requests, bodies));

        using var following = server.CreateClient(handler => handler.AllowAutoRedirect = true);
        (await face.OverHttp2(following, server.Endpoint).SendAsync()).AssertUnreachable(
            status is 307 or 308 ? UnreachableReason.SecondSend : UnreachableReason.Redirected, mayHaveBeenProcessed: true);
        Assert.Equal(2, bodies);
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task Each_of_many_callers_gets_the_reply_to_its_own_request_and_no_cookie_goes_back(Face face)
    {
        var cookies = 0;
        await using var server = await Http2Server.StartAsync(async context =>
        {
            cookies += context.Request.Headers.Cookie.Count;
            context.Response.Headers.SetCookie = "law=1; Path=/";
            await context.Response.WriteAsync(await context.ReadBodyAsync());
        });
        using var client = server.CreateClient();
        var transport = face.OverHttp2(client, server.Endpoint);
        var forms = Enumerable.Range(0, 64).Select(i => FormOf(i.ToString("'caller-'000", CultureInfo.InvariantCulture))).ToList();

        var outcomes = await Task.WhenAll(forms.Select(form => transport(form, CancellationToken.None)));

        Assert.All(forms.Zip(outcomes), pair => Assert.Equal(pair.Item1.ToBytes(), pair.Item2.AssertReply(200).AsMemory().ToArray()));
        Assert.Equal((64, 0), (server.Requests, cookies));
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task The_callers_cancellation_ends_it_and_leaves_the_connection_to_others(Face face)
    {
        var isThere = new TaskCompletionSource();
        await using var server = await Http2Server.StartAsync(context =>
        {
            var isFirst = isThere.TrySetResult();
            return isFirst ? context.ClientLeavesAsync() : context.Response.WriteAsync("{}");
        });
        using var client = server.CreateClient();
        var transport = face.OverHttp2(client, server.Endpoint);
        using var caller = new CancellationTokenSource();

        var sending = transport.SendAsync(caller.Token);
        await Task.WhenAny(isThere.Task, sending);
        await caller.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(caller.Token, cancelled.CancellationToken);
        (await transport.SendAsync()).AssertReply(200);
    }

    private static FormRequest FormOf(string username) =>
        TokenRequest.Encode(new TokenRequest(Requests.Jane.Client, Grant.Password(username, "a-password"))).Right();
}
