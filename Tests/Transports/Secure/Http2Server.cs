using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PodioOAuth.Functional.Transports.Tests.Secure;

/// <summary>Kestrel with HTTP/2 over TLS, and a certificate of its own.</summary>
internal sealed class Http2Server : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly X509Certificate2 _certificate = Certificates.SelfSigned("127.0.0.1");
    private int _requests;

    private Http2Server(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            port: 0,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(_certificate);
            }));
        _application = builder.Build();
        _application.Run(context =>
        {
            Interlocked.Increment(ref _requests);
            return answer(context);
        });
    }

    internal PodioEndpoint Endpoint => PodioEndpoint.Create(_application.Urls.Single()).Right();

    internal int Requests => Volatile.Read(ref _requests);

    /// <summary>A client that believes this server.</summary>
    internal HttpClient CreateClient(Action<SocketsHttpHandler>? change = null) => Clients.OfHttp2(Clients.Trusting(_certificate, change));

    internal static async Task<Http2Server> StartAsync(RequestDelegate answer)
    {
        var server = new Http2Server(answer);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var noGrace = new CancellationTokenSource();
        await noGrace.CancelAsync();
        await _application.StopAsync(noGrace.Token);
        await _application.DisposeAsync();
        _certificate.Dispose();
    }
}
