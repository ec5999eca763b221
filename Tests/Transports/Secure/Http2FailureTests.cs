using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace PodioOAuth.Functional.Transports.Tests.Secure;

/// <summary>What goes wrong over HTTP/2, what it is called, and that the connection is good for others afterwards.</summary>
public sealed class Http2FailureTests
{
    private const int RefusedStream = 7; // RFC 9113 §7.
    private const int InternalError = 2;

    private static readonly IReadOnlyList<TimeSpan> Ample = [TimeSpan.FromSeconds(30)];

    // The time allowed, try after try, where the trouble is that it runs out: until the request was there before it did.
    private static readonly IReadOnlyList<TimeSpan> Short = [.. new[] { 0.5, 1, 2, 4, 8, 16 }.Select(TimeSpan.FromSeconds)];

    // What goes wrong with the second request.
    private static readonly Dictionary<string, (RequestDelegate Answer, UnreachableReason Reason)> Troubles = new()
    {
        ["reset before the headers"] = (Reset(InternalError), UnreachableReason.ConnectionLost),
        ["reset in the body"] = (ResetInBody, UnreachableReason.ConnectionLost),
        ["connection lost before the headers"] = (Disconnect, UnreachableReason.ConnectionLost),
        ["connection lost in the body"] = (DisconnectInBody, UnreachableReason.ConnectionLost),
        ["stream refused"] = (Reset(RefusedStream), UnreachableReason.SecondSend), // .NET would send it again, and is not let.
        ["silence"] = (context => context.ClientLeavesAsync(), UnreachableReason.Timeout),
        ["half a body"] = (async context => await (await Begin(context)).ClientLeavesAsync(), UnreachableReason.Timeout),
        ["a body a byte at a time"] = (Drip, UnreachableReason.Timeout),
    };

    public static TheoryData<Face, string> TroubleNames => Faces.Each(Troubles.Keys);

    [Theory, MemberData(nameof(TroubleNames))]
    public async Task A_failure_has_its_reason_and_the_client_stays_usable(Face face, string trouble)
    {
        foreach (var time in Troubles[trouble].Reason == UnreachableReason.Timeout ? Short : Ample)
        {
            if (await MeetAsync(face, Troubles[trouble].Answer, Troubles[trouble].Reason, time))
            {
                return;
            }
        }

        Assert.Fail("The time ran out before the request arrived, every time.");
    }

    /// <summary>Whether the second request came to the server, and so met its trouble.</summary>
    private static async Task<bool> MeetAsync(Face face, RequestDelegate trouble, UnreachableReason reason, TimeSpan time)
    {
        var bodies = 0;
        await using var server = await Http2Server.StartAsync(async context =>
        {
            await context.ReadBodyAsync(); // Throws where the client sends none of what it announced.
            await (Interlocked.Increment(ref bodies) == 2 ? trouble(context) : context.Response.WriteAsync("{}"));
        });
        using var client = server.CreateClient();
        var patient = face.OverHttp2(client, server.Endpoint);
        var hasty = face.OverHttp2(client, server.Endpoint, new TransportOptions { Timeout = time });
        (await patient.SendAsync()).AssertReply(200); // The time allowed is for the trouble, not for the first handshake.

        var outcome = await hasty.SendAsync();
        if (Volatile.Read(ref bodies) < 2)
        {
            return false;
        }

        outcome.AssertUnreachable(reason, mayHaveBeenProcessed: true);
        Assert.Equal(2, Volatile.Read(ref bodies));
        (await patient.SendAsync()).AssertReply(200);
        return true;
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
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, context.RequestAborted);
            await context.Response.WriteAsync(" ", context.RequestAborted);
        }
    }
}
