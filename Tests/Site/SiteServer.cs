using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace PodioOAuth.Functional.Site;

/// <summary>Serves a folder as a host of static files would, on a loopback port that the system chooses.</summary>
internal sealed class SiteServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SiteServer(WebApplication application) => _application = application;

    internal Uri Address => new(_application.Urls.Single());

    internal static async Task<SiteServer> StartAsync(string folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, Lifetime>();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var options = new FileServerOptions { FileProvider = new PhysicalFileProvider(folder) };
        options.StaticFileOptions.ServeUnknownFileTypes = true; // Scripts and sources, to read.
        options.StaticFileOptions.DefaultContentType = "text/plain; charset=utf-8";
        application.UseFileServer(options);
        await application.StartAsync();
        return new SiteServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    /// <summary>That of the program. By default a host takes Ctrl+C and SIGTERM as a wish to end itself alone.</summary>
    private sealed class Lifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
