using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PodioOAuth.Functional;
using Tenants;

// A worker for several customers, each with its own Podio app, which the program learns about at run time. It needs no real Podio: it
// starts a local one.
//
//   dotnet run --project Examples/Tenants

Console.WriteLine(
    """
    One worker with four tenants, each with its own token; one tenant's app token is mistyped.
    You don't have to start anything else: the program starts a local Podio.

    """);
var podio = new InMemoryPodio(TenantWorker.Tenants
    .Where(tenant => tenant.Name != "Mistyped")
    .Aggregate(SamplePodio.State(DateTimeOffset.UtcNow), (state, tenant) => state.WithApp(tenant.AppId, tenant.AppToken)));
await using var server = await LocalPodio.StartAsync(podio);

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders(); // Show only the worker's own lines.
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
        : throw new InvalidOperationException("A call must set the tenant option."));
builder.Services.AddHostedService<TenantWorker>();
await builder.Build().RunAsync();
