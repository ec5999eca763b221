using System.Globalization;
using System.Text;
using Flurl.Http;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace PodioOAuth.Functional.Transports.Tests.Secure;

/// <summary>
/// What the contract's laws say of HTTP/1.1, over HTTP/2. No laws themselves: they would bring Kestrel into the package, and ask of a
/// user's transport that it trusts their certificate.
/// </summary>
public sealed class Http2Tests
{
    private const int RefusedStream = 7; // RFC 9113 §7.
    private const int InternalError = 2;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    // What goes wrong with the second request.
    private static readonly Dictionary<string, (RequestDelegate Answer, UnreachableReason Reason)> Troubles = new()
    {
        ["reset before the headers"] = (Reset(InternalError), UnreachableReason.ConnectionLost),
        ["reset in the body"] = (ResetInBody, UnreachableReason.ConnectionLost),
        ["connection lost before the headers"] = (Disconnect, UnreachableReason.ConnectionLost),
        ["connection lost in the body"] = (DisconnectInBody, UnreachableReason.ConnectionLost),
        ["stream refused"] = (Reset(RefusedStream), UnreachableReason.SecondSend), // .NET would send it again, and is not let.
        ["silence"] = (context => Wait(context), UnreachableReason.Timeout),
        ["half a body"] = (async context => await Wait(await Begin(context)), UnreachableReason.Timeout),
        ["a body a byte at a time"] = (Drip, UnreachableReason.Timeout),
    };

    public static TheoryData<Face, string> TroubleNames
    {
        get
        {
            var data = new TheoryData<Face, string>();
            foreach (var face in Enum.GetValues<Face>())
            {
                foreach (var name in Troubles.Keys)
                {
                    data.Add(face, name);
                }
            }

            return data;
        }
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task The_request_goes_out_and_the_reply_comes_back_whole(Face face)
    {
        string protocol = "", body = "", accept = "";
        await using var server = await Http2Server.StartAsync(async context =>
        {
            (protocol, accept) = (context.Request.Protocol, $"{context.Request.Headers.Accept}");
            body = await BodyOf(context);
            context.Response.StatusCode = 420;
            context.Response.Headers.Append("Retry-After", "7");
            context.Response.Headers.Append("X-Podio-Request-Id", "law");
            await context.Response.Body.WriteAsync(new byte[40_000]);
        });
        using var client = server.CreateClient();

        var reply = (await Over(face, client, server.Endpoint).SendAsync()).AssertReply(420);

        Assert.Equal("HTTP/2", protocol);
        Assert.Equal(Encoding.ASCII.GetString(Requests.Form.ToBytes()), body);
        Assert.Equal("application/json", accept);
        Assert.Equal(["7"], reply.RetryAfter);
        Assert.Equal("law", reply.RequestId);
        Assert.Equal(40_000, reply.Body.Length);
    }

    [Theory]
    [MemberData(nameof(TroubleNames))]
    public async Task A_failure_has_its_reason_and_the_client_is_as_good_as_new(Face face, string trouble)
    {
        var bodies = 0;
        await using var server = await Http2Server.StartAsync(async context =>
        {
            await BodyOf(context); // Throws where the client sends none of what it announced.
            await (Interlocked.Increment(ref bodies) == 2 ? Troubles[trouble].Answer(context) : context.Response.WriteAsync("{}"));
        });
        using var client = server.CreateClient();
        var patient = Over(face, client, server.Endpoint);
        var hasty = Over(face, client, server.Endpoint, new TransportOptions { Timeout = Short });
        (await patient.SendAsync()).AssertReply(200); // The time allowed is for the trouble, not for the first handshake.

        (await hasty.SendAsync()).AssertUnreachable(Troubles[trouble].Reason, mayHaveBeenProcessed: true);
        Assert.Equal(2, Volatile.Read(ref bodies));

        (await patient.SendAsync()).AssertReply(200);
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task A_body_without_end_is_given_up(Face face)
    {
        await using var server = await Http2Server.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[0x4000], context.RequestAborted);
            }
        });
        using var client = server.CreateClient();

        var reply = (await Over(face, client, server.Endpoint).SendAsync()).AssertReply(200);

        Assert.True(reply.IsBodyTooLarge);
        Assert.True(reply.Body.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Faces.With), new[] { 301, 302, 303, 307, 308 }, MemberType = typeof(Faces))]
    public async Task A_redirect_is_a_reply_and_a_client_that_follows_it_sends_nothing_again(Face face, int status)
    {
        var bodies = 0;
        await using var server = await Http2Server.StartAsync(async context =>
        {
            bodies += (await BodyOf(context)).Length > 0 ? 1 : 0;
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            context.Response.Headers.SetCookie = "law=1; Path=/";
        });
        using var client = server.CreateClient();
        (await Over(face, client, server.Endpoint).SendAsync()).AssertReply(status);
        Assert.Equal((1, 1), (server.Requests, bodies));

        using var following = server.CreateClient(handler => handler.AllowAutoRedirect = true);
        (await Over(face, following, server.Endpoint).SendAsync()).AssertUnreachable(
            status is 307 or 308 ? UnreachableReason.SecondSend : UnreachableReason.Redirected, mayHaveBeenProcessed: true);
        Assert.Equal(2, bodies);
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task Each_of_many_callers_gets_the_reply_to_its_own_request_and_no_cookie_goes_back(Face face)
    {
        var cookies = 0;
        await using var server = await Http2Server.StartAsync(async context =>
        {
            cookies += context.Request.Headers.Cookie.Count;
            context.Response.Headers.SetCookie = "law=1; Path=/";
            await context.Response.WriteAsync(await BodyOf(context));
        });
        using var client = server.CreateClient();
        var transport = Over(face, client, server.Endpoint);
        var forms = Enumerable.Range(0, 64).Select(i => FormOf(i.ToString("'caller-'000", CultureInfo.InvariantCulture))).ToList();

        var outcomes = await Task.WhenAll(forms.Select(form => transport(form, CancellationToken.None)));

        Assert.All(forms.Zip(outcomes), pair => Assert.Equal(pair.Item1.ToBytes(), pair.Item2.AssertReply(200).Body.ToArray()));
        Assert.Equal((64, 0), (server.Requests, cookies));
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task The_callers_cancellation_ends_it_and_leaves_the_connection_to_others(Face face)
    {
        var isThere = new TaskCompletionSource();
        await using var server = await Http2Server.StartAsync(context =>
        {
            var isFirst = isThere.TrySetResult();
            return isFirst ? Wait(context) : context.Response.WriteAsync("{}");
        });
        using var client = server.CreateClient();
        var transport = Over(face, client, server.Endpoint);
        using var caller = new CancellationTokenSource();

        var sending = transport.SendAsync(caller.Token);
        await Task.WhenAny(isThere.Task, sending);
        await caller.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(caller.Token, cancelled.CancellationToken);
        (await transport.SendAsync()).AssertReply(200);
    }

    // Flurl has a setting of its own for the version, and does not look at that of the client within.
    private static Transport Over(Face face, HttpClient client, PodioEndpoint endpoint, TransportOptions? options = null) =>
        face == Face.HttpClient
            ? HttpClientTransport.Create(client, endpoint, options)
            : FlurlTransport.Create(new FlurlClient(client).WithSettings(settings => settings.HttpVersion = "2.0"), endpoint, options);

    private static FormRequest FormOf(string username) => TokenRequest
        .Encode(new TokenRequest(Requests.Jane.Client, Grant.Password(username, "a-password")))
        .Match(Right: form => form, Left: error => throw new InvalidOperationException(error.Describe()));

    private static async Task<string> BodyOf(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync();
    }

    private static RequestDelegate Reset(int code) => context =>
    {
        context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(code);
        return Task.CompletedTask;
    };

    private static async Task ResetInBody(HttpContext context) =>
        (await Begin(context)).Features.GetRequiredFeature<IHttpResetFeature>().Reset(InternalError);

    private static Task Disconnect(HttpContext context)
    {
        context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
        return Task.CompletedTask;
    }

    private static async Task DisconnectInBody(HttpContext context) => await Disconnect(await Begin(context));

    private static async Task<HttpContext> Begin(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{");
        await context.Response.Body.FlushAsync();
        return context;
    }

    private static async Task Drip(HttpContext context)
    {
        await Begin(context);
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), context.RequestAborted);
            await context.Response.WriteAsync(" ", context.RequestAborted);
        }
    }

    // Until the client has gone.
    private static async Task Wait(HttpContext context)
    {
        var hasGone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(() => hasGone.TrySetResult());
        await hasGone.Task;
    }
}
