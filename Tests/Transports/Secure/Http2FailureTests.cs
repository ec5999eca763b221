using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace PodioOAuth.Functional.Transports.Tests.Secure;

/// <summary>What goes wrong over HTTP/2, what it is called, and that the connection is good for others afterwards.</summary>
public sealed class Http2FailureTests
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
        ["silence"] = (context => context.ClientLeavesAsync(), UnreachableReason.Timeout),
        ["half a body"] = (async context => await (await Begin(context)).ClientLeavesAsync(), UnreachableReason.Timeout),
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
    [MemberData(nameof(TroubleNames))]
    public async Task A_failure_has_its_reason_and_the_client_is_as_good_as_new(Face face, string trouble)
    {
        var bodies = 0;
        await using var server = await Http2Server.StartAsync(async context =>
        {
            await context.ReadBodyAsync(); // Throws where the client sends none of what it announced.
            await (Interlocked.Increment(ref bodies) == 2 ? Troubles[trouble].Answer(context) : context.Response.WriteAsync("{}"));
        });
        using var client = server.CreateClient();
        var patient = face.OverHttp2(client, server.Endpoint);
        var hasty = face.OverHttp2(client, server.Endpoint, new TransportOptions { Timeout = Short });
        (await patient.SendAsync()).AssertReply(200); // The time allowed is for the trouble, not for the first handshake.

        (await hasty.SendAsync()).AssertUnreachable(Troubles[trouble].Reason, mayHaveBeenProcessed: true);
        Assert.Equal(2, Volatile.Read(ref bodies));

        (await patient.SendAsync()).AssertReply(200);
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
}
