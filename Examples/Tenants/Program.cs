using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PodioOAuth.Functional;
using Tenants;

// A worker for several customers, each with a Podio app of their own that the program learns of while it runs. It needs no real Podio: it
// starts a local one.
//
//   dotnet run --project Examples/Tenants

Console.WriteLine(
    """
    Four tenants of one worker, each with a token of their own; one has mistyped theirs.
    There is nothing to start beforehand: the Podio that they ask is a local one, in this program.

    """);
var podio = new InMemoryPodio(TenantWorker.Tenants
    .Where(tenant => tenant.Name != "Mistyped")
    .Aggregate(SamplePodio.State(DateTimeOffset.UtcNow), (state, tenant) => state.WithApp(tenant.AppId, tenant.AppToken)));
await using var server = await LocalPodio.StartAsync(podio);

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders(); // The worker's own lines are what there is to see.
builder.Services.AddSingleton(podio);
builder.Services.AddPodioOAuth(options =>
{
    options.ClientId = SamplePodio.Client.ClientId;
    options.ClientSecret = SamplePodio.Client.ClientSecret.Reveal();
    options.ApiBase = server.Address.AbsoluteUri;
});
builder.Services
    .AddHttpClient("podio", client => client.BaseAddress = server.Address)
    .AddPodioTokenBy((services, request) => request.Options.TryGetValue(Tenant.Key, out var tenant)
        ? services.GetRequiredService<PodioTokenSources>().Unattended(tenant.Grant)
        : throw new InvalidOperationException("A call has to say whose it is."));
builder.Services.AddHostedService<TenantWorker>();
await builder.Build().RunAsync();
