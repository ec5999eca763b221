using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Repository.Tests.Pages;

/// <summary>A program of a page that is a web site. It runs with the <c>json</c> blocks above it as its appsettings, against a local Podio
/// that knows what is configured; what it prints is the reply to the first path that it maps, to a browser that keeps cookies.</summary>
internal static partial class SiteSnippet
{
    public static async Task<string> RunAsync(PageBlock block, Assembly program)
    {
        var settings = SettingsAbove(block);
        await using var podio = await LocalPodio.StartAsync(new InMemoryPodio(StateFor(settings.GetSection("Podio"))));
        string[] arguments =
        [
            .. settings.AsEnumerable().Where(setting => setting.Value is not null).Select(setting => $"--{setting.Key}={setting.Value}"),
            $"--Podio:ApiBase={podio.Address}",
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=None",
        ];
        using var hosts = new Hosts();
        var run = Task.Run(() => Snippet.RunAsync(program, arguments));
        await await Task.WhenAny(hosts.Started, run); // Where it does not start, its exception says why.
        var host = await hosts.Started;
        try
        {
            using var browser = new HttpClient { BaseAddress = AddressOf(host) };
            return await browser.GetStringAsync(new Uri(FirstPath().Match(block.Text).Groups["path"].Value, UriKind.Relative));
        }
        finally
        {
            await host.StopAsync();
            await run;
        }
    }

    public static IConfiguration Settings(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    private static IConfigurationRoot SettingsAbove(PageBlock block) => block.Page.Blocks
        .Where(it => it.Language == "json" && it.Line < block.Line)
        .Aggregate(new ConfigurationBuilder(), (builder, it) =>
        {
            builder.AddConfiguration(Settings(it.Text));
            return builder;
        })
        .Build();

    // A Podio with one user, who agrees by following links, and whatever is configured.
    private static PodioState StateFor(IConfiguration settings)
    {
        var options = settings.Get<PodioOAuthOptions>()!;
        var state = PodioState.Empty
            .WithClient(new ClientCredentials(options.ClientId, options.ClientSecret))
            .WithUser(SamplePodio.UserId, SamplePodio.Username, SamplePodio.Password);
        return options.Sources.Values.Aggregate(
            state, (known, source) => source.AppId is { } id ? known.WithApp(id, source.AppToken!) : known);
    }

    private static Uri AddressOf(IHost host) => new(host.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    [GeneratedRegex("MapGet\\(\"(?<path>[^\"]+)\"")]
    private static partial Regex FirstPath();

    /// <summary>Finds the host that a program of this flow of execution builds, as .NET's own test host does.</summary>
    private sealed class Hosts : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private static readonly AsyncLocal<Hosts?> Current = new();
        private readonly TaskCompletionSource<IHost> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<IDisposable> _subscriptions = [];

        public Hosts()
        {
            Current.Value = this;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public Task<IHost> Started => _started.Task;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Current.Value == this && value is { Key: "HostBuilt", Value: IHost host })
            {
                host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => _started.TrySetResult(host));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => _started.TrySetException(error);

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
